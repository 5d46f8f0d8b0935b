package org.hypersimplex.cli.command;

/** Which slices of a matrix are the problems. */
enum By {
    ROWS("row"),
    COLUMNS("column");

    private final String one;

    By(String one) {
        this.one = one;
    }

    /** One of the slices, as errors call it. */
    String one() {
        return one;
    }
}
