package org.hypersimplex.experiments.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypersimplex.cli.failure.Quote;
import org.hypersimplex.cli.failure.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table is the label, which are left out, and what makes a label 1.
 *
 * @param label a column's name or its number, from 1
 * @param ignored names or numbers of columns
 * @param positiveAbove labels above it are 1 and all others 0; null if they are 0 and 1 as they stand
 */
public record ColumnChoice(
        String label, List<String> ignored, @Nullable Double positiveAbove) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final int MOST_SHOWN = 40;

    /** The first column, and all others as features. */
    public static ColumnChoice first() {
        return new ColumnChoice("1", List.of(), null);
    }

    /** Where the label stands, from 0. */
    int labelIndex(String file, List<String> names) {
        return index(file, names, label);
    }

    /** Where the features stand, from 0. */
    int[] featureIndices(String file, List<String> names) {
        Set<Integer> out = new TreeSet<>();
        out.add(labelIndex(file, names));
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
        return Stream.concat(Stream.of(label), ignored.stream())
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

    /** The error message for a label that is neither 0 nor 1. */
    String refusal(String label) {
        return "a label must be " + (positiveAbove == null ? "0 or 1" : "a number") + ", was " + label;
    }
}
