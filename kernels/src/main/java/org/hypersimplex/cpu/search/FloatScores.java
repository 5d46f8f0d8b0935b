package org.hypersimplex.cpu.search;

import org.hypersimplex.cpu.pass.FloatBand;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatPasses;
import org.hypersimplex.cpu.pass.Tally;

/**
 * What a search needs of one problem's scores: passes over all of them, wherever they lie and however many threads
 * compute. Passes add to the tally they are given.
 */
public interface FloatScores {
    /** The number of the problem in its batch, for errors. */
    int index();

    /** How many scores there are here; others may lie with other workers. */
    long length();

    /** The loops of the engine, for scores that the search has copied. */
    FloatPasses passes();

    /** Adds up tallies over the workers, where parts of the problem lie on others. */
    WorkerTotals totals();

    /** {@link FloatPasses#survey} over all scores. */
    void survey(Tally total);

    /** {@link FloatPasses#count} over all scores. */
    void count(FloatClip clip, Tally total);

    /** {@link FloatPasses#approach} over all scores. */
    void approach(FloatClip clip, Tally total);

    /**
     * {@link FloatPasses#mass} over all scores; writes x on the way where the operation can.
     *
     * @return whether x was written
     */
    boolean mass(FloatClip clip, Tally total);

    /** {@link FloatPasses#gap} over all scores. */
    void gap(FloatClip clip, Tally total);

    /** How many scores {@link #reduce} may keep. */
    long room();

    /**
     * {@link FloatPasses#reduce} over all scores: adds up those whose contribution is known for all of a band, at the
     * clip's threshold, and keeps those that are open.
     *
     * @return how many were kept, or −1 if there was not enough room for them
     */
    int reduce(FloatBand band, FloatClip clip, float[] kept, Tally total);

    /** Copies some neighbouring scores. */
    void read(long start, int length, float[] to, int at);

    /** The number of pieces in which the scores can be shown, for reading them one by one. */
    int chunks();

    /** How many scores a piece has. */
    int size(int chunk);

    /** Shows a piece: from now on {@link #shown} holds its scores, beginning at {@link #shownFrom}. */
    void show(int chunk);

    /** The array that holds the scores of the piece shown. */
    float[] shown();

    /** The index in {@link #shown} where the piece's scores begin. */
    int shownFrom();
}
