package org.hypersimplex.cli.matrix;

import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.problem.Values;

/**
 * A row-major matrix and the file that it came from, so that errors can name the place.
 *
 * @param file the file as the user named it
 * @param text whether it was text, where row r stands on line r + 1
 * @param rows number of rows, at least 1
 * @param columns number of columns, at least 1
 * @param flat whether it is really a vector, a {@code .npy} array of one dimension
 * @param values the numbers, row after row
 */
public record Matrix(String file, boolean text, int rows, int columns, boolean flat, Values values) {
    /**
     * Other numbers in the same shape.
     *
     * @param other as many numbers as there are here
     * @return a matrix of the same file
     */
    public Matrix with(Values other) {
        return new Matrix(file, text, rows, columns, flat, other);
    }

    /**
     * Whether another matrix has as many rows and columns.
     *
     * @param other the other
     * @return true if so
     */
    public boolean sameShape(Matrix other) {
        return rows == other.rows && columns == other.columns;
    }

    /**
     * The shape, for people.
     *
     * @return such as "3 x 2"
     */
    public String shape() {
        return rows + " x " + columns;
    }

    /**
     * An error about one row.
     *
     * @param row the row, from 0
     * @param message what is wrong there
     * @return the exception to throw
     */
    public UserException errorAt(int row, String message) {
        return text
                ? UserException.at(file, row + 1L, message)
                : UserException.in(file, "row " + (row + 1) + ": " + message);
    }

    /**
     * An error about one number.
     *
     * @param row its row, from 0
     * @param column its column, from 0
     * @param message what is wrong there
     * @return the exception to throw
     */
    public UserException errorAt(int row, int column, String message) {
        return errorAt(row, "column " + (column + 1) + ": " + message);
    }

    /**
     * Refuses infinite numbers.
     *
     * @throws UserException if there is one; names the place
     */
    public void requireFinite() {
        for (int i = 0; i < values.size(); i++) {
            if (!Double.isFinite(values.get(i))) {
                throw errorAt(i / columns, i % columns, "must be finite, was " + values.get(i));
            }
        }
    }
}
