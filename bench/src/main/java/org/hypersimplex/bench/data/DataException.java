package org.hypersimplex.bench.data;

/** A data set's file that is missing, truncated or not what it should be; the message names it. */
public final class DataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * A problem with one file.
     *
     * @param file the file, or the entry of an archive
     * @param problem what was expected and what was found
     */
    public DataException(Object file, String problem) {
        super(file + ": " + problem);
    }
}
