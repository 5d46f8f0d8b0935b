package org.hypersimplex.cpu.pass;

import org.jspecify.annotations.Nullable;

/**
 * The loops over contiguous scores that everything else is made of; an engine is one way to write them. Scores are
 * y[from] to y[to − 1], and the other arrays are read or written from their own start index on. Results are added to
 * the tally. Throughout, d = (y − high) − low as in {@link FloatClip}; an entry is active where 0 &lt; d &lt; τ, and a
 * one where d ≥ τ.
 */
public interface FloatPasses {
    /**
     * The same engine's loops over row-major matrices, or null if it does better with columns that were copied, one after
     * the other.
     */
    default @Nullable FloatRowPasses rows() {
        return null;
    }

    /** The same engine's loops over bundles of short problems, or null if it does better with one after the other. */
    default @Nullable FloatBundlePasses bundles() {
        return null;
    }

    /** Tallies Σ y, min y and max y. A sum that is not finite tells of a NaN, an infinity or an overflow. */
    void survey(float[] y, int from, int to, Tally tally);

    /** Adds up Σ d over the active entries, their number, and the number of ones. */
    void count(float[] y, int from, int to, FloatClip clip, Tally tally);

    /**
     * Counts roughly and fast, at the threshold's {@link FloatClip#high} alone: Σ x as sum, the entries with 0 ≤ d/τ ≤ 1
     * as active, and Σ d as {@link Tally#all}, which is not finite if there is a NaN, an infinity or an overflow. What is
     * summed up is x and not d, so that ones, often most of the entries, are exact; and may be its difference to
     * {@link FloatClip#level}, so that sums stay small and little is rounded off.
     */
    void approach(float[] y, int from, int to, FloatClip clip, Tally tally);

    /**
     * Adds up what is certain for all thresholds of a band, and keeps the other scores: Σ d over the entries that are
     * active throughout and their number, the number of those that are ones throughout, and Σ y as {@link Tally#all},
     * which is not finite if there is a NaN, an infinity or an overflow. The scores that are open in the band are copied
     * to {@code kept}, in their order, between indices {@code at} and {@code end}. That may be y itself, from index
     * {@code from} on or before.
     *
     * @return the index after the last score kept, or −1 if there is not enough room, and then nothing in the tally counts
     */
    int reduce(float[] y, int from, int to, FloatBand band, FloatClip clip, float[] kept, int at, int end, Tally tally);

    /** Tallies the gap around a vertex: the smallest score with x ≥ ½ as min, the largest of the others as max. */
    void gap(float[] y, int from, int to, FloatClip clip, Tally tally);

    /** Counts the scores at the ends of a gap: those at the upper end as ones, those at the lower one as active. */
    void ties(float[] y, int from, int to, FloatGap gap, Tally tally);

    /** Writes what scores at the ends of a gap get in a gradient, and 0 elsewhere. */
    void gapGradient(float[] y, int from, int to, FloatGap gap, float[] gradient, int at);

    /** Writes x. */
    void project(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom);

    /**
     * Adds up Σ x as sum over the entries whose x is neither 0 nor 1, their number, and the number of those with x = 1.
     * Where {@link #count} adds up what can be added without rounding, this is for the x that are written.
     */
    void mass(float[] y, int from, int to, FloatClip clip, Tally tally);

    /** Writes x, which is elsewhere than the scores, and adds up the same as {@link #mass}, bit by bit. */
    void projectMass(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom, Tally tally);

    /** Adds up Σ v over the active entries, and their number. */
    void sumActive(float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, Tally tally);

    /** Writes (v − mean)/τ on the active entries and 0 elsewhere. */
    void multiply(
            float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, double mean, float[] product, int at);

    /** Adds up Σ w (x − t)² over all entries as squares, and Σ w (x − t) over the active ones, and their number. */
    void residuals(
            float[] y,
            int from,
            int to,
            FloatClip clip,
            float[] t,
            int tFrom,
            float @Nullable [] w,
            int wFrom,
            Tally tally);

    /** Writes scale · (w (x − t) − mean)/τ on the active entries and 0 elsewhere. */
    void gradient(
            float[] y,
            int from,
            int to,
            FloatClip clip,
            float[] t,
            int tFrom,
            float @Nullable [] w,
            int wFrom,
            double mean,
            double scale,
            float[] gradient,
            int at);

    /**
     * Writes x for a piece of a row-major matrix whose columns are problems.
     *
     * @param phase the index in the stripes that the piece begins at; the piece must end within the stripes' period
     */
    void projectRows(float[] y, int from, int to, FloatStripes stripes, int phase, float[] x, int at);

    /** {@link #multiply} for a piece of a row-major matrix. */
    void multiplyRows(
            float[] y,
            int from,
            int to,
            FloatStripes stripes,
            int phase,
            float[] v,
            int vFrom,
            float[] product,
            int at);

    /** {@link #gradient}, unweighted, for a piece of a row-major matrix. */
    void gradientRows(
            float[] y,
            int from,
            int to,
            FloatStripes stripes,
            int phase,
            float[] t,
            int tFrom,
            double scale,
            float[] gradient,
            int at);

    /** Writes 1 for the ids that are this class's and 0 for the others. */
    void oneHot(int[] classIds, int from, int to, int classId, float[] t, int at);
}
