package org.hypersimplex.experiments.table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The groups that rows are in, such as the documents of a query: they lie end to end, in the order in which the file names
 * them first.
 *
 * @param names what the file calls each
 * @param lengths how many rows each has, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares groups.
public record RowGroups(List<String> names, int[] lengths) {
    /** The groups of rows in the order of a file, and the order in which they lie end to end. */
    static final class Builder {
        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final IntStream.Builder groups = IntStream.builder();

        void add(String name) {
            groups.add(numbers.computeIfAbsent(name, added -> numbers.size()));
        }

        /** Puts the groups' rows together; within a group they stay in order. */
        LabelledRows sort(LabelledRows rows) {
            int[] group = groups.build().toArray();
            int[] lengths = new int[numbers.size()];
            for (int g : group) {
                lengths[g]++;
            }
            int[] next = new int[lengths.length];
            for (int g = 1; g < next.length; g++) {
                next[g] = next[g - 1] + lengths[g - 1];
            }
            int[] order = new int[group.length];
            for (int row = 0; row < group.length; row++) {
                order[next[group[row]]++] = row;
            }
            return rows.pick(order, rows.source()).inGroups(new RowGroups(List.copyOf(numbers.keySet()), lengths));
        }
    }

    /**
     * The group of every row.
     *
     * @return the groups' numbers, from 0
     */
    public int[] ofRows() {
        int[] groups = new int[Arrays.stream(lengths).sum()];
        int start = 0;
        for (int g = 0; g < lengths.length; g++) {
            Arrays.fill(groups, start, start + lengths[g], g);
            start += lengths[g];
        }
        return groups;
    }
}
