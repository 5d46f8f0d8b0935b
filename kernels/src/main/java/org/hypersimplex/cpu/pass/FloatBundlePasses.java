package org.hypersimplex.cpu.pass;

/** The loops over bundles of short problems; an engine is one way to write them. */
public interface FloatBundlePasses {
    /** How many problems a bundle has. */
    int lanes();

    /** Lays the problems' thresholds out. */
    void lay(FloatColumns columns);

    /** Copies problems whose entries are contiguous, each from its start on. */
    void loadRows(float[] y, FloatBundle bundle);

    /**
     * Copies neighbouring columns of a row-major matrix, several bundles if there are that many.
     *
     * @param from where the first entry of the first column lies
     * @param stride the distance between neighbouring rows
     */
    void loadColumns(float[] y, int from, int stride, FloatBundle bundle);

    /** For each problem, adds up the entries that are not −∞ as sum, and their number as active. */
    void survey(FloatBundle bundle);

    /**
     * Moves each problem's threshold by a step of Newton's method, or to the middle of its bracket if the step leaves
     * that. Sums are rounded. What can't go on, as no entry is active, becomes infinite or NaN.
     *
     * @return whether a step is longer than this
     */
    boolean step(FloatBundle bundle, float limit);

    /** Adds up what {@link RowPass#CONFIRM} does, at the thresholds that the columns hold. */
    void confirm(FloatBundle bundle);

    /** Counts as {@link RowPass#PARTITION} does, into the bundle's other tallies. */
    void partition(FloatBundle bundle);
}
