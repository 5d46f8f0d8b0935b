package org.hypersimplex.experiments.table;

/** Whether the first line of a CSV or TSV file names the columns. */
public enum Header {
    /**
     * It does if it can be nothing else: if none of its fields is a number or stands for a missing one, or if it has a name
     * that the user gave.
     */
    AUTO,
    /** It does. */
    YES,
    /** It is a row like the others. */
    NO
}
