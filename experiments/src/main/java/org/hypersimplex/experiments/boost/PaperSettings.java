package org.hypersimplex.experiments.boost;

import java.util.List;
import java.util.Locale;
import org.hypersimplex.boosting.GradientScale;

/**
 * The settings of the authors' boosting scripts: 250 leaves, each with a hessian of at least 100; four fifths of the
 * features for each tree; learning rate 0.1; up to 1000 rounds, stopped by 10 without a better AUC; τ = 0.001; the
 * gradient is that of the mean loss times a factor. Their k is the integer part of n · p, which rounding can make one
 * less than the number of positives that is taken here. Their bagging fraction has no effect, as they set no bagging
 * frequency.
 *
 * <p>Source: the scripts for Higgs and Flight in the supplement to "Differentiable Zero-One Loss via Hypersimplex
 * Projections".
 */
public enum PaperSettings {
    /** Of UCI's Higgs, four fifths of 11 million rows. */
    HIGGS(1, 8_800_000),
    /** Of the flights of DataExpo 2009. */
    FLIGHT(0.001, 10_000_000);

    /** Prefix of the names of these arms. */
    public static final String PREFIX = "paper: ";

    /** What the scripts call cross-entropy: they name no objective, so that LightGBM minimises squared error. */
    public static final String BASELINE = PREFIX + "cross-entropy as run (l2)";

    /** Trees at most. */
    public static final int ROUNDS = 1000;

    /** Rounds without a better AUC that end the training. */
    public static final int PATIENCE = 10;

    /** The learning rate. */
    public static final double RATE = 0.1;

    /** Leaves of a tree. */
    public static final int LEAVES = 250;

    /** Sum of the hessian in a leaf, at least. */
    public static final int MIN_LEAF_HESSIAN = 100;

    /** Share of the features for each tree. */
    public static final double FEATURES = 0.8;

    private static final double TAU = 0.001;

    private final double scale;
    private final long rows;

    PaperSettings(double scale, long rows) {
        this.scale = scale;
        this.rows = rows;
    }

    /**
     * What the authors compared as they ran it, the same as they named it, and HyperSimplex at the step that it had
     * with their number of rows: the gradient is that of a mean over the rows, so that the same settings take another
     * step at another number of rows.
     *
     * @param threads of the engine
     * @return the arms
     */
    public List<Arm> arms(int threads) {
        GradientScale literal = GradientScale.ofMean(TAU, scale);
        BoostSettings hypersimplex = settings(BoostingLoss.HYPERSIMPLEX, RATE, threads);
        return List.of(
                new Arm(BASELINE, settings(BoostingLoss.L2, RATE, threads), PATIENCE),
                new Arm(PREFIX + "cross-entropy as named", settings(BoostingLoss.BINARY, RATE, threads), PATIENCE),
                new Arm(PREFIX + "hypersimplex", hypersimplex.withLoss(hypersimplex.k(), literal), PATIENCE),
                new Arm(
                        PREFIX + "hypersimplex at their step",
                        settings(BoostingLoss.HYPERSIMPLEX, literal.eta(RATE, rows), threads),
                        PATIENCE));
    }

    private static BoostSettings settings(BoostingLoss loss, double rate, int threads) {
        return BoostSettings.usual(loss, ROUNDS, rate)
                .withLeaves(LEAVES, 20, MIN_LEAF_HESSIAN)
                .withFeatures(FEATURES)
                .on(threads, 0);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
