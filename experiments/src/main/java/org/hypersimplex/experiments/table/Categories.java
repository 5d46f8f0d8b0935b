package org.hypersimplex.experiments.table;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;

/**
 * Numbers for the words of text columns: the place of a word among all words of its column in the first file, in
 * alphabetical order, from 0. Trees can split such numbers, and the same word has the same number in every later file.
 */
final class Categories {
    private final Map<String, Map<String, Integer>> byColumn = new HashMap<>();

    boolean knows(String column) {
        return byColumn.containsKey(column);
    }

    void learn(String column, SortedSet<String> words) {
        Map<String, Integer> numbers = new HashMap<>();
        words.forEach(word -> numbers.put(word, numbers.size()));
        byColumn.put(column, numbers);
    }

    /** The word's number, or NaN for a word that was not learnt. */
    double number(String column, String word) {
        Integer number = byColumn.getOrDefault(column, Map.of()).get(word);
        return number == null ? Double.NaN : number;
    }
}
