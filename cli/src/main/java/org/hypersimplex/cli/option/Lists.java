package org.hypersimplex.cli.option;

/** How options take several values at once: separated by commas. */
public final class Lists {
    /**
     * Where a list is cut. A comma at the very end isn't taken for a cut, which would lose the value that is missing behind it
     * without a word; it stays with the value before, which is refused then.
     */
    public static final String CUT = ",(?!$)";

    /** What the help shows between values. */
    public static final String COMMA = ",";

    private Lists() {}
}
