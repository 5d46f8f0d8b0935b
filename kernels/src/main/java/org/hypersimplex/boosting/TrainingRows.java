package org.hypersimplex.boosting;

import org.hypersimplex.Batch;
import org.hypersimplex.Numbers;
import org.hypersimplex.Values;
import org.jspecify.annotations.Nullable;

/**
 * The rows that this process trains on: 0/1 labels, optional weights, and optional groups, such as the documents of a query
 * or the customers of a segment, each of which is projected by itself. Checked and counted once; the memory stays the
 * caller's and must not change. Immutable and thread-safe itself.
 *
 * <p>A weight scales the row's part of the loss, w (x − t)². A row of weight 0 is left out: it counts neither in n nor in k,
 * its label and scores are not read, and it gets neither gradient nor hessian.
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
                Numbers.requireWeight(weight, group, i);
            }
            if (weight != 0) {
                double label = labels.get(start + i);
                if (label != 0 && label != 1) {
                    throw new IllegalArgumentException("label of row " + (start + i) + " must be 0 or 1, was " + label);
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
     * @throws IllegalArgumentException if there is no label, or one is neither 0 nor 1
     */
    public static TrainingRows of(float[] labels) {
        return of(Values.of(labels));
    }

    /**
     * Rows of equal weight in one group.
     *
     * @param labels n labels, each 0 or 1, 1 ≤ n &lt; 2³¹; floats or doubles, on the heap or off it
     * @return the rows
     * @throws IllegalArgumentException if there is no label, or one is neither 0 nor 1
     */
    public static TrainingRows of(Values labels) {
        return of(labels, null);
    }

    /**
     * Weighted rows in one group.
     *
     * @param labels n labels, each 0 or 1, 1 ≤ n &lt; 2³¹; a label of weight 0 may be anything
     * @param weights n weights, finite and at least 0, or null for equal ones
     * @return the rows
     * @throws IllegalArgumentException if a label or weight is out of range, or the lengths differ
     */
    public static TrainingRows of(Values labels, @Nullable Values weights) {
        if (labels.size() < 1 || labels.size() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("rows must number 1 to 2^31 - 1, were " + labels.size());
        }
        if (weights != null && weights.size() != labels.size()) {
            throw new IllegalArgumentException(weights.size() + " weights for " + labels.size() + " labels");
        }
        return new TrainingRows(labels, weights, Batch.one(labels.size()));
    }

    /**
     * The same rows in groups that lie end to end.
     *
     * @param lengths how many rows each group has, at least 1 each, together as many as there are rows
     * @return the grouped rows
     * @throws IllegalArgumentException if the lengths don't add up
     */
    public TrainingRows withGroups(int... lengths) {
        Batch batch = Batch.ragged(lengths);
        if (batch.extent() != size()) {
            throw new IllegalArgumentException("groups have " + batch.extent() + " rows of " + size());
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

    /** Whether there are rows of weight 0. */
    boolean leavesOut() {
        double taking = 0;
        for (double some : entries) {
            taking += some;
        }
        return taking < size();
    }
}
