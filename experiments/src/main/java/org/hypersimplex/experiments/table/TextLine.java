package org.hypersimplex.experiments.table;

import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.matrix.NumberText;

/** A line of a text file with its number, so that errors can name the place. */
record TextLine(String file, long number, String text) {
    /** An error at a character, counted from 0. */
    UserException error(int at, String problem) {
        return UserException.at(file, number, at + 1L, problem);
    }

    /** An error about the whole line. */
    UserException error(String problem) {
        return UserException.at(file, number, problem);
    }

    /** The decimal number that begins at one character and ends before another. */
    float number(int from, int to) {
        String word = text.substring(from, to);
        try {
            if (NumberText.isDecimal(word)) {
                return Float.parseFloat(word);
            }
        } catch (NumberFormatException e) {
            throw notANumber(from, word);
        }
        throw notANumber(from, word);
    }

    UserException notANumber(int from, String word) {
        return error(from, NumberText.quoted(word) + " is not a number");
    }
}
