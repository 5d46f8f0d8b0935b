package org.hypersimplex.boosting;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/**
 * The rows that this process trains on: 0/1 labels, optional weights, and optional groups, such as the documents of a
 * query or the customers of a segment, each of which is projected by itself. Labels and weights are checked and counted
 * once, and not copied: the caller must not change them. Thread-safe.
 *
 * <p>The loss adds up w (x − t)². A row of weight 0 is left out: it counts neither in n nor in k, its label and scores
 * are not read, and it gets neither gradient nor hessian.
 */
public final class TrainingRows {
    private final Values labels;
    private final @Nullable Values weights;
    private final Batch groups;
    private final double[] entries;
    private final double[] positives;

    private TrainingRows(Values labels, @Nullable Values weights, Batch groups) {
        this.labels = labels;
        this.weights = weights;
        this.groups = groups;
        entries = new double[groups.count()];
        positives = new double[groups.count()];
        for (int g = 0; g < groups.count(); g++) {
            count(g);
        }
    }

    private void count(int group) {
        long start = groups.start(group);
        for (long i = 0; i < groups.length(group); i++) {
            double weight = weights == null ? 1 : weights.get(start + i);
            if (weights != null) {
                InputException.requireWeight(weight, group, i);
            }
            if (weight != 0) {
                double label = labels.get(start + i);
                if (label != 0 && label != 1) {
                    throw new InputException("label of row " + (start + i) + " must be 0 or 1, was " + label);
                }
                entries[group]++;
                positives[group] += label;
            }
        }
    }

    /**
     * Rows of equal weight in one group.
     *
     * @param labels n labels, each 0 or 1, 1 ≤ n &lt; 2³¹
     * @return the rows
     * @throws InputException if there is no label, or one is neither 0 nor 1
     */
    public static TrainingRows of(float[] labels) {
        return of(Values.of(labels));
    }

    /**
     * Rows of equal weight in one group.
     *
     * @param labels n labels, each 0 or 1, 1 ≤ n &lt; 2³¹; floats or doubles, on the heap or off it
     * @return the rows
     * @throws InputException if there is no label, or one is neither 0 nor 1
     */
    public static TrainingRows of(Values labels) {
        return new TrainingRows(labels, null, oneGroup(labels.size()));
    }

    /**
     * Weighted rows in one group.
     *
     * @param labels n labels, each 0 or 1, 1 ≤ n &lt; 2³¹; a label of weight 0 may be anything
     * @param weights n weights, finite and at least 0
     * @return the rows
     * @throws InputException if a label or weight is out of range, or the lengths differ
     */
    public static TrainingRows of(Values labels, Values weights) {
        Batch rows = oneGroup(labels.size());
        if (weights.size() != labels.size()) {
            throw new InputException(weights.size() + " weights for " + labels.size() + " labels");
        }
        return new TrainingRows(labels, weights, rows);
    }

    /** That many rows in one group, so many that an array can hold their scores. */
    static Batch oneGroup(long rows) {
        if (rows < 1 || rows > Integer.MAX_VALUE) {
            throw new InputException("rows must number 1 to 2^31 - 1, were " + rows);
        }
        return Batch.one(rows);
    }

    /**
     * The same rows in groups that lie end to end.
     *
     * @param lengths how many rows each group has, at least 1 each, together as many as there are rows
     * @return the grouped rows
     * @throws InputException if a length is below 1, or they don't add up to the number of rows
     */
    public TrainingRows withGroups(int... lengths) {
        Batch batch = Batch.ragged(lengths);
        if (batch.extent() != size()) {
            throw new InputException("groups have " + batch.extent() + " rows of " + size());
        }
        return new TrainingRows(labels, weights, batch);
    }

    /**
     * The number of rows, those of weight 0 included.
     *
     * @return n
     */
    public long size() {
        return labels.size();
    }

    /**
     * Where the groups lie.
     *
     * @return one problem per group, contiguous and in order
     */
    public Batch groups() {
        return groups;
    }

    /**
     * The labels.
     *
     * @return the caller's memory
     */
    public Values labels() {
        return labels;
    }

    /**
     * The weights.
     *
     * @return the caller's memory, or null for equal weights
     */
    public @Nullable Values weights() {
        return weights;
    }

    /**
     * How many rows of each group take part.
     *
     * @return a copy, whole numbers
     */
    public double[] entries() {
        return entries.clone();
    }

    /**
     * How many of the rows that take part have label 1.
     *
     * @return a copy, whole numbers, one per group
     */
    public double[] positives() {
        return positives.clone();
    }
}
