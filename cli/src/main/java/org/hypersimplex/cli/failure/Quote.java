package org.hypersimplex.cli.failure;

/** Words of the user's in messages: as much of them as a line has room for. */
public final class Quote {
    private static final int LONGEST = 40;

    private Quote() {}

    /**
     * A word, or the beginning of a long one.
     *
     * @param word any
     * @return at most 43 characters
     */
    public static String shown(String word) {
        return word.length() <= LONGEST ? word : word.substring(0, LONGEST) + "...";
    }

    /**
     * The same in quotation marks.
     *
     * @param word any
     * @return such as 'word'
     */
    public static String of(String word) {
        return "'" + shown(word) + "'";
    }
}
