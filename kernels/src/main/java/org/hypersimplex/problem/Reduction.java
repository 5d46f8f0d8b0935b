package org.hypersimplex.problem;

/** How the squared residuals (x − t)² of all entries become one loss. Immutable and thread-safe. */
public enum Reduction {
    /** ½ Σ (x − t)², as in the paper (section 4.5). */
    HALF_SUM,
    /** The mean of (x − t)² over all entries of all problems that take part, as in the authors' code. */
    MEAN;

    /**
     * The loss from the sum of squares.
     *
     * @param squares Σ w (x − t)²
     * @param entries how many entries take part, in all problems together
     * @return the reduced value; 0 if there are no entries
     */
    public double value(double squares, long entries) {
        return this == HALF_SUM ? 0.5 * squares : entries == 0 ? 0 : squares / entries;
    }

    /**
     * The derivative of the loss with respect to x, divided by the residual w (x − t).
     *
     * @param entries how many entries take part, in all problems together
     * @return 1 for the half sum, 2 / entries for the mean, 0 for the mean of no entries
     */
    public double slope(long entries) {
        return this == HALF_SUM ? 1 : entries == 0 ? 0 : 2.0 / entries;
    }
}
