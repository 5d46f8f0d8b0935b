package org.hypersimplex.problem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The targets t that projections are compared with: 0/1 targets, soft targets in [0, 1], or class ids, each with
 * optional weights. Nothing is copied: this is an immutable view of memory that the caller owns. Thread-safe while
 * nobody writes to that memory.
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
     * One class per entry: entry i of problem p has target 1 if {@code classIds[i] == p} and 0 otherwise. This is for
     * batches with one problem per class, in which entry i is sample i.
     *
     * @param classIds at least as many as the longest problem has entries, each in [0, number of problems)
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
     * The same targets with one weight per row, that is, entry i of every problem weighs {@code weights[i]}. The loss
     * adds up w (x − t)². Weight 0 takes the row out of the projection: it counts neither in n nor in k, and its scores
     * and targets are not read.
     *
     * @param weights finite and at least 0, at least as many as the longest problem has entries
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
     * The class ids, if the targets were given as such.
     *
     * @return the caller's array, or null
     */
    public int @Nullable [] classIds() {
        return classIds;
    }

    /**
     * The target of every entry, if the targets were given as such.
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
     * @return their own layout if they have one, else one in which all problems share the same weights
     */
    public Batch weightLayout(Batch scores) {
        return weightLayout == null ? Batch.strided(scores.count(), scores.longest(), 1, 0) : weightLayout;
    }

    /**
     * The weight of an entry. Slow; meant for occasional use.
     *
     * @param scores the layout of the scores
     * @param problem 0 to count − 1
     * @param entry 0 to length − 1
     * @return its weight, 1 if there are no weights; an entry of weight 0 doesn't take part
     * @throws InputException if the weight is out of range
     */
    public double weight(Batch scores, int problem, long entry) {
        if (weights == null) {
            return 1;
        }
        double weight = weights.get(weightLayout(scores).address(problem, entry));
        InputException.requireWeight(weight, problem, entry);
        return weight;
    }

    /**
     * The target of an entry. Slow; meant for occasional use.
     *
     * @param scores the layout of the scores
     * @param problem 0 to count − 1
     * @param entry 0 to length − 1
     * @return its target, in [0, 1]
     * @throws InputException if the target or class id is out of range
     */
    public double target(Batch scores, int problem, long entry) {
        if (classIds != null) {
            int id = classIds[Math.toIntExact(entry)];
            InputException.requireClass(id, scores.count(), entry);
            return id == problem ? 1 : 0;
        }
        double target = Objects.requireNonNull(matrix).get(layout(scores).address(problem, entry));
        InputException.requireTarget(target, problem, entry);
        return target;
    }

    /**
     * Checks that everything is long enough for the scores' layout. The numbers themselves are checked by the backend.
     *
     * @param scores the layout of the scores
     * @throws InputException if something is too short or of another shape
     */
    public void requireFits(Batch scores) {
        if (classIds != null && classIds.length < scores.longest()) {
            throw new InputException(classIds.length + " class ids for problems of " + scores.longest() + " entries");
        }
        if (matrix != null) {
            scores.requireShape(layout(scores), "targets");
            layout(scores).requireWithin(matrix, "targets");
        }
        if (weights != null) {
            if (weightLayout != null) {
                scores.requireShape(weightLayout, "weights");
            }
            weightLayout(scores).requireWithin(weights, "weights");
        }
    }
}
