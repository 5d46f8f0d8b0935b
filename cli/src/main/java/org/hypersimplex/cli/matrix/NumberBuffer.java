package org.hypersimplex.cli.matrix;

import java.util.Arrays;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;

/** A growing array of floats or doubles. */
public final class NumberBuffer {
    /** The length of the longest array that every JVM grants. */
    public static final int MAXIMUM_SIZE = Integer.MAX_VALUE - 8;

    private static final int SMALLEST_SIZE = 1024;

    private final Precision precision;
    private float[] floats = {};
    private double[] doubles = {};
    private int size;

    /**
     * An empty array.
     *
     * @param precision of the numbers
     */
    public NumberBuffer(Precision precision) {
        this.precision = precision;
    }

    /**
     * How many numbers there are.
     *
     * @return the count
     */
    public int size() {
        return size;
    }

    /**
     * Appends a number, rounded to the precision.
     *
     * @param number any
     * @throws UserException if there are too many for an array
     */
    public void add(double number) {
        if (precision == Precision.FLOAT) {
            if (size == floats.length) {
                floats = Arrays.copyOf(floats, grown());
            }
            floats[size++] = (float) number;
        } else {
            if (size == doubles.length) {
                doubles = Arrays.copyOf(doubles, grown());
            }
            doubles[size++] = number;
        }
    }

    /**
     * The numbers so far as floats.
     *
     * @return an array of exactly their count
     * @throws IllegalStateException if they are doubles
     */
    public float[] toFloats() {
        if (precision != Precision.FLOAT) {
            throw new IllegalStateException("the numbers are doubles");
        }
        return size == floats.length ? floats : Arrays.copyOf(floats, size);
    }

    /** The numbers so far, in an array of exactly their count. */
    Values toValues() {
        return precision == Precision.FLOAT
                ? Values.of(toFloats())
                : Values.of(size == doubles.length ? doubles : Arrays.copyOf(doubles, size));
    }

    private int grown() {
        if (size == MAXIMUM_SIZE) {
            throw new UserException("a matrix of more than " + MAXIMUM_SIZE + " numbers is not supported");
        }
        return (int) Math.min(MAXIMUM_SIZE, Math.max(SMALLEST_SIZE, size * 3L / 2));
    }
}
