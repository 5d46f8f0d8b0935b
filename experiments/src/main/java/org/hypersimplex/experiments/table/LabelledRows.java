package org.hypersimplex.experiments.table;

import java.util.Arrays;
import java.util.List;
import org.hypersimplex.boosting.TrainingRows;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/**
 * Rows of features with a 0/1 label each, dense or sparse, on the heap; with weights and in groups if the file has them.
 * Arrays are neither copied nor written, here or by those who get them.
 */
public final class LabelledRows {
    private final String source;
    private final List<String> names;
    private final int columns;
    private final float[] labels;
    private final float[] values;
    private final long @Nullable [] rowStarts;
    private final int @Nullable [] columnIds;
    private final float @Nullable [] weights;
    private final @Nullable RowGroups groups;

    private LabelledRows(
            String source,
            List<String> names,
            int columns,
            float[] labels,
            float[] values,
            long @Nullable [] rowStarts,
            int @Nullable [] columnIds,
            float @Nullable [] weights,
            @Nullable RowGroups groups) {
        this.source = source;
        this.names = names;
        this.columns = columns;
        this.labels = labels;
        this.values = values;
        this.rowStarts = rowStarts;
        this.columnIds = columnIds;
        this.weights = weights;
        this.groups = groups;
    }

    /**
     * Rows with all of their numbers.
     *
     * @param source where they come from, for messages
     * @param names of the columns, empty where there are none
     * @param columns the number of features, at least 1
     * @param labels a 0 or 1 per row
     * @param values row after row; NaN where one is missing
     * @return the rows
     */
    public static LabelledRows dense(String source, List<String> names, int columns, float[] labels, float[] values) {
        return new LabelledRows(source, List.copyOf(names), columns, labels, values, null, null, null, null);
    }

    /**
     * Sparse rows in compressed form (CSR): row i has the entries from {@code rowStarts[i]} to before
     * {@code rowStarts[i + 1]}, and all others are 0.
     *
     * @param source where they come from, for messages
     * @param columns the number of features, at least 1
     * @param labels a 0 or 1 per row
     * @param rowStarts where each row starts, and where the last one ends
     * @param columnIds of every entry, from 0
     * @param values of every entry
     * @return the rows
     * @throws IllegalArgumentException if the lengths don't fit
     */
    public static LabelledRows sparse(
            String source, int columns, float[] labels, long[] rowStarts, int[] columnIds, float[] values) {
        int entries = values.length;
        if (rowStarts.length != labels.length + 1
                || rowStarts[0] != 0
                || rowStarts[labels.length] != entries
                || columnIds.length != entries) {
            // Native libraries abort the process over this.
            throw new IllegalArgumentException(labels.length + " rows start at " + rowStarts.length + " places up to "
                    + rowStarts[rowStarts.length - 1] + ", with " + columnIds.length + " columns of entries and "
                    + entries + " values");
        }
        return new LabelledRows(source, List.of(), columns, labels, values, rowStarts, columnIds, null, null);
    }

    /**
     * The same rows with weights.
     *
     * @param each a weight per row, finite and at least 0
     * @return the rows
     */
    public LabelledRows withWeights(float[] each) {
        return new LabelledRows(source, names, columns, labels, values, rowStarts, columnIds, each, groups);
    }

    /**
     * The same rows in groups, which lie end to end.
     *
     * @param endToEnd together as many rows as there are
     * @return the rows
     */
    LabelledRows inGroups(RowGroups endToEnd) {
        return new LabelledRows(source, names, columns, labels, values, rowStarts, columnIds, weights, endToEnd);
    }

    /**
     * The same sparse rows with further columns, in which all of them are 0.
     *
     * @param wider the number of columns, at least as many as there are
     * @return the rows
     */
    LabelledRows widened(int wider) {
        return new LabelledRows(source, names, wider, labels, values, rowStarts, columnIds, weights, groups);
    }

    /**
     * Some of these dense rows, with their weights.
     *
     * @param rows which, in their new order
     * @param name what they are, for messages
     * @return a copy, in no groups
     */
    public LabelledRows pick(int[] rows, String name) {
        if (isSparse()) {
            throw new IllegalStateException("sparse rows are taken as they are");
        }
        float[] picked = new float[rows.length * columns];
        float[] pickedLabels = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * columns, picked, i * columns, columns);
            pickedLabels[i] = labels[rows[i]];
        }
        LabelledRows some = dense(name, names, columns, pickedLabels, picked);
        float[] all = weights;
        if (all == null) {
            return some;
        }
        float[] pickedWeights = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            pickedWeights[i] = all[rows[i]];
        }
        return some.withWeights(pickedWeights);
    }

    /**
     * These dense rows and then others.
     *
     * @param more dense rows with the same columns
     * @return a copy of both
     */
    public LabelledRows and(LabelledRows more) {
        float[] both = Arrays.copyOf(values, values.length + more.values.length);
        System.arraycopy(more.values, 0, both, values.length, more.values.length);
        float[] bothLabels = Arrays.copyOf(labels, labels.length + more.labels.length);
        System.arraycopy(more.labels, 0, bothLabels, labels.length, more.labels.length);
        return dense(source, names, columns, bothLabels, both);
    }

    /** Where they come from. */
    public String source() {
        return source;
    }

    /** The columns' names, or none. */
    public List<String> names() {
        return names;
    }

    /** The number of rows. */
    public int rows() {
        return labels.length;
    }

    /** The number of features. */
    public int columns() {
        return columns;
    }

    /** A 0 or 1 per row; not a copy. */
    public float[] labels() {
        return labels;
    }

    /** Row after row, or the entries of sparse rows; not a copy. */
    public float[] values() {
        return values;
    }

    /** Where sparse rows start, or null for dense ones; not a copy. */
    public long @Nullable [] rowStarts() {
        return rowStarts;
    }

    /** The columns of the entries of sparse rows, or null for dense ones; not a copy. */
    public int @Nullable [] columnIds() {
        return columnIds;
    }

    /** A weight per row, or null if all count the same; not a copy. */
    public float @Nullable [] weights() {
        return weights;
    }

    /** The groups that the rows are in, or null if they are in none. */
    public @Nullable RowGroups groups() {
        return groups;
    }

    /**
     * What boosting needs to know of the rows.
     *
     * @return labels, weights and groups
     */
    public TrainingRows training() {
        TrainingRows rows =
                weights == null ? TrainingRows.of(labels) : TrainingRows.of(Values.of(labels), Values.of(weights));
        return groups == null ? rows : rows.withGroups(groups.lengths());
    }

    /** Whether the rows are sparse: entries that are not stored are 0. */
    public boolean isSparse() {
        return rowStarts != null;
    }

    /** How many labels are 1. */
    public int positives() {
        int positives = 0;
        for (float label : labels) {
            positives += label == 1 ? 1 : 0;
        }
        return positives;
    }

    /**
     * Refuses rows whose labels are all the same: nothing can be learnt from them, or measured with them.
     *
     * @throws UserException if all labels are the same
     */
    public void requireBothLabels() {
        requireBothLabels(0, rows());
    }

    /**
     * The same for some of the rows.
     *
     * @param from the first of them
     * @param to the one after the last
     * @throws UserException if all their labels are the same
     */
    public void requireBothLabels(int from, int to) {
        int positives = 0;
        for (int row = from; row < to; row++) {
            positives += labels[row] == 1 ? 1 : 0;
        }
        if (positives == 0 || positives == to - from) {
            throw UserException.in(source, "all " + (to - from) + " labels are " + (positives == 0 ? 0 : 1));
        }
    }

    /**
     * Refuses rows none of which has a weight.
     *
     * @throws UserException if all weights are 0
     */
    public void requireWeight() {
        if (weights != null) {
            for (float weight : weights) {
                if (weight > 0) {
                    return;
                }
            }
            throw UserException.in(source, "all " + rows() + " weights are 0");
        }
    }
}
