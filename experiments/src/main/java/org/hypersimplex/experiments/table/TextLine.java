package org.hypersimplex.experiments.table;

import org.hypersimplex.cli.failure.UserException;

/** A line of a text file, which knows its place. */
record TextLine(String file, long number, String text) {
    private static final int LONGEST_QUOTE = 40;

    /** An error at a character, counted from 0. */
    UserException error(int at, String problem) {
        return UserException.in(file + ":" + number + ":" + (at + 1), problem);
    }

    /** An error about the whole line. */
    UserException error(String problem) {
        return UserException.in(file + ":" + number, problem);
    }

    /** The decimal number between two characters; Java's own 1f or 0x1p3 is none. */
    float number(int from, int to) {
        String word = text.substring(from, to);
        try {
            if (isDecimal(word)) {
                return Float.parseFloat(word);
            }
        } catch (NumberFormatException e) {
            throw notANumber(from, word);
        }
        throw notANumber(from, word);
    }

    UserException notANumber(int from, String word) {
        return error(from, quoted(word) + " is not a number");
    }

    static String quoted(String word) {
        return "'" + (word.length() <= LONGEST_QUOTE ? word : word.substring(0, LONGEST_QUOTE) + "...") + "'";
    }

    private static boolean isDecimal(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
    }
}
