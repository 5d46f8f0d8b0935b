package org.hypersimplex.cli.matrix;

import org.hypersimplex.cli.failure.Quote;

/** Words of text files that are meant to be numbers. */
public final class NumberText {
    private NumberText() {}

    /**
     * Whether a word has only the characters of decimal numbers. Java's own 1f, 0x1p3 or NaN are refused by this.
     *
     * @param word any
     * @return false also for an empty word
     */
    public static boolean isDecimal(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return !word.isEmpty();
    }

    /**
     * Quotes a word in an error message.
     *
     * @param word any
     * @return the word or the beginning of a long one, in quotation marks
     */
    public static String quoted(String word) {
        return Quote.of(word);
    }
}
