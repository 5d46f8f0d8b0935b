package org.hypersimplex;

import org.jspecify.annotations.Nullable;

/**
 * What the scores should have been: 0/1 targets, soft targets in [0, 1], or class ids, each with optional weights.
 * Nothing is copied. Immutable itself; a view of arrays that the caller owns.
 */
public final class Targets {
    private final int @Nullable [] classIds;
    private final @Nullable Values matrix;
    private final @Nullable Batch layout;
    private final @Nullable Values weights;
    private final @Nullable Batch weightLayout;

    private Targets(
            int @Nullable [] classIds,
            @Nullable Values matrix,
            @Nullable Batch layout,
            @Nullable Values weights,
            @Nullable Batch weightLayout) {
        this.classIds = classIds;
        this.matrix = matrix;
        this.layout = layout;
        this.weights = weights;
        this.weightLayout = weightLayout;
    }

    /**
     * One class per entry: entry i of problem p has target 1 if {@code classIds[i] == p} and 0 otherwise. With a problem
     * per class, entries are the samples.
     *
     * @param classIds at least as many as the longest problem, each in [0, number of problems)
     * @return the targets
     */
    public static Targets classIds(int[] classIds) {
        return new Targets(classIds, null, null, null, null);
    }

    /**
     * A target for every entry, laid out like the scores.
     *
     * @param targets numbers in [0, 1], float or double
     * @return the targets
     */
    public static Targets matrix(Values targets) {
        return new Targets(null, targets, null, null, null);
    }

    /**
     * A target for every entry, in a layout of its own.
     *
     * @param targets numbers in [0, 1], float or double
     * @param layout where each problem's targets lie; of the same shape as the scores'
     * @return the targets
     */
    public static Targets matrix(Values targets, Batch layout) {
        return new Targets(null, targets, layout, null, null);
    }

    /**
     * The same targets with one weight per row, that is, entry i of every problem weighs {@code weights[i]}. A weight
     * scales the entry's (x − t)². Weight 0 takes the row out of the projection: it counts neither in n nor in k, and its
     * scores and targets are not read.
     *
     * @param weights finite and at least 0, as many as the longest problem
     * @return the weighted targets
     */
    public Targets withRowWeights(Values weights) {
        return new Targets(classIds, matrix, layout, weights, null);
    }

    /**
     * The same targets with a weight for every entry, such as a mask; see {@link #withRowWeights}.
     *
     * @param weights finite and at least 0
     * @param weightLayout where each problem's weights lie; of the same shape as the scores'
     * @return the weighted targets
     */
    public Targets withWeights(Values weights, Batch weightLayout) {
        return new Targets(classIds, matrix, layout, weights, weightLayout);
    }

    /**
     * The class ids, if the targets are such.
     *
     * @return the caller's array, or null
     */
    public int @Nullable [] classIds() {
        return classIds;
    }

    /**
     * The target of every entry, if the targets are such.
     *
     * @return the caller's numbers, or null
     */
    public @Nullable Values matrix() {
        return matrix;
    }

    /**
     * The weights, if there are any.
     *
     * @return the caller's numbers, or null
     */
    public @Nullable Values weights() {
        return weights;
    }

    /**
     * Where the targets of {@link #matrix()} lie.
     *
     * @param scores the layout of the scores
     * @return their own layout if they have one, else that of the scores
     */
    public Batch layout(Batch scores) {
        return layout == null ? scores : layout;
    }

    /**
     * Where the {@link #weights()} lie.
     *
     * @param scores the layout of the scores
     * @return their own layout if they have one, else one that all problems share
     */
    public Batch weightLayout(Batch scores) {
        return weightLayout == null ? Batch.strided(scores.count(), scores.longest(), 1, 0) : weightLayout;
    }

    /** Whether an entry takes part, that is, doesn't weigh 0. */
    boolean counts(Batch scores, int problem, long entry) {
        if (weights == null) {
            return true;
        }
        Batch at = weightLayout(scores);
        return weights.get(at.start(problem) + entry * at.entryStride()) != 0;
    }

    /** Whether an entry is a positive of its problem. */
    boolean isPositive(Batch scores, int problem, long entry) {
        if (classIds != null) {
            Numbers.requireClass(classIds[(int) entry], scores.count(), entry);
            return classIds[(int) entry] == problem;
        }
        Batch at = layout(scores);
        double target = matrix == null ? 0 : matrix.get(at.start(problem) + entry * at.entryStride());
        Numbers.requireTarget(target, problem, entry);
        return target > 0.5;
    }

    /** Checks that everything is long enough for the scores' layout; the numbers themselves are the backend's to check. */
    void requireFits(Batch scores) {
        if (classIds != null && classIds.length < scores.longest()) {
            throw new IllegalArgumentException(
                    classIds.length + " class ids for problems of " + scores.longest() + " entries");
        }
        if (matrix != null) {
            Checks.shape(scores, layout(scores), "targets");
            Checks.fits(layout(scores), matrix, "targets");
        }
        if (weights != null) {
            if (weightLayout != null) {
                Checks.shape(scores, weightLayout, "weights");
            }
            Checks.fits(weightLayout(scores), weights, "weights");
        }
    }
}
