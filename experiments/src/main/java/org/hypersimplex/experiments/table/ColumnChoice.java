package org.hypersimplex.experiments.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypersimplex.cli.failure.Quote;
import org.hypersimplex.cli.failure.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table is the label, which are weight and group, which are left out, and what makes a label 1.
 *
 * @param label a column's name or its number, from 1
 * @param ignored names or numbers of columns
 * @param positiveAbove labels above it are 1 and all others 0; null if they are 0 and 1 as they stand
 * @param weight a column of weights, likewise; null if there is none
 * @param group a column that names each row's group, likewise; null if there is none
 */
public record ColumnChoice(
        String label,
        List<String> ignored,
        @Nullable Double positiveAbove,
        @Nullable String weight,
        @Nullable String group) {
    /** No column for a weight or group. */
    static final int NONE = -1;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final int MOST_SHOWN = 40;

    /**
     * A label and features alone.
     *
     * @param label a column's name or its number, from 1
     * @param ignored names or numbers of columns
     * @param positiveAbove labels above it are 1 and all others 0; null if they are 0 and 1 as they stand
     */
    public ColumnChoice(String label, List<String> ignored, @Nullable Double positiveAbove) {
        this(label, ignored, positiveAbove, null, null);
    }

    /** The first column, and all others as features. */
    public static ColumnChoice first() {
        return new ColumnChoice("1", List.of(), null);
    }

    /** Where the label stands, from 0. */
    int labelIndex(String file, List<String> names) {
        return index(file, names, label);
    }

    /** Where the weight stands, from 0, or {@link #NONE}. */
    int weightIndex(String file, List<String> names) {
        return weight == null ? NONE : index(file, names, weight);
    }

    /** Where the group stands, from 0, or {@link #NONE}. */
    int groupIndex(String file, List<String> names) {
        return group == null ? NONE : index(file, names, group);
    }

    /** Refuses a choice that makes one column two things. */
    private void requireDifferent(String file, int label, int weight, int group) {
        if (label == weight || label == group || (weight == group && weight != NONE)) {
            throw UserException.in(file, "label, weight and group must be different columns");
        }
    }

    /** Where the features stand, from 0. */
    int[] featureIndices(String file, List<String> names) {
        Set<Integer> out = new TreeSet<>();
        int weightAt = weightIndex(file, names);
        int groupAt = groupIndex(file, names);
        requireDifferent(file, labelIndex(file, names), weightAt, groupAt);
        out.addAll(List.of(labelIndex(file, names), weightAt, groupAt));
        for (String column : ignored) {
            out.add(index(file, names, column));
        }
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!out.contains(i)) {
                left.add(i);
            }
        }
        if (left.isEmpty()) {
            throw UserException.in(file, "no column is left for features");
        }
        return left.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether one of the fields is a column that was chosen by its name. */
    boolean namesOneOf(List<String> fields) {
        return Stream.concat(Stream.of(label, weight, group).filter(Objects::nonNull), ignored.stream())
                .anyMatch(column -> !NUMBER.matcher(column).matches() && fields.contains(column));
    }

    private static int index(String file, List<String> names, String column) {
        int index = names.indexOf(column);
        if (index < 0 && NUMBER.matcher(column).matches()) {
            index = Integer.parseInt(column) - 1;
        }
        if (index < 0 || index >= names.size()) {
            throw UserException.in(
                    file,
                    "has no column " + column + ", it has " + names.size() + ": "
                            + names.stream().limit(MOST_SHOWN).map(Quote::shown).collect(Collectors.joining(", ")));
        }
        return index;
    }

    /** The label, 0 or 1, that a number stands for; NaN if it is no label. */
    float label(double number) {
        if (positiveAbove != null) {
            return Double.isNaN(number) ? Float.NaN : number > positiveAbove ? 1 : 0;
        }
        return number == 0 || number == 1 ? (float) number : Float.NaN;
    }

    /** Whether a number can be a weight. */
    static boolean isWeight(double number) {
        return number >= 0 && number <= Float.MAX_VALUE;
    }

    /** The error message for a weight that is none. */
    static String weightRefusal(String weight) {
        return "a weight must be finite and at least 0, was " + weight;
    }

    /** The error message for a label that is neither 0 nor 1. */
    String refusal(String label) {
        return "a label must be " + (positiveAbove == null ? "0 or 1" : "a number") + ", was " + label;
    }
}
