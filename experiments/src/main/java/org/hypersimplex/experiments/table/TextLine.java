package org.hypersimplex.experiments.table;

import java.util.regex.Pattern;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.matrix.NumberText;

/** A line of a text file with its number, so that errors can name the place. */
record TextLine(String file, long number, String text) {
    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);

    /** An error at a character, counted from 0. */
    UserException error(int at, String problem) {
        return UserException.at(file, number, at + 1L, problem);
    }

    /** An error about the whole line. */
    UserException error(String problem) {
        return UserException.at(file, number, problem);
    }

    /** The decimal number that a word of the line is, which begins at a character. */
    float number(int from, String word) {
        float number = parse(word);
        if (Float.isNaN(number)) {
            throw INFINITE.matcher(word).matches()
                    ? error(from, NumberText.quoted(word) + " is not finite")
                    : notANumber(from, word);
        }
        if (Float.isInfinite(number)) {
            throw error(from, NumberText.quoted(word) + " is too large for a float");
        }
        return number;
    }

    /** The same number as a double, for comparisons with numbers that no float holds. */
    double exact(int from, String word) {
        number(from, word);
        return Double.parseDouble(word);
    }

    /** Whether a word was meant as a number, though it may be one that is refused. */
    static boolean isNumber(String word) {
        return INFINITE.matcher(word).matches() || !Float.isNaN(parse(word));
    }

    /** The number that a word is, or NaN. */
    private static float parse(String word) {
        try {
            return NumberText.isDecimal(word) ? Float.parseFloat(word) : Float.NaN;
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    UserException notANumber(int from, String word) {
        return error(from, NumberText.quoted(word) + " is not a number");
    }
}
