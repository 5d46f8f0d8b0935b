package org.hypersimplex.fuzz.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** libsvm's format: a label and index:value pairs with rising indices on each line, remarks behind a #. */
public final class Libsvm {
    private static final Pattern BLANKS = Pattern.compile("\\p{javaWhitespace}+");
    private static final Pattern REMARK = Pattern.compile("#.*", Pattern.DOTALL);
    private static final Pattern PAIR = Pattern.compile("(?<index>\\d{1,9}):(?<value>[^:]+)");

    /** How much of a file is looked at to tell its format. */
    private static final int HEAD = 1 << 14;

    private Libsvm() {}

    /**
     * Whether a file starts as this format does: with a word, and an index and a colon that something follows.
     *
     * @param bytes any
     * @return false for what may be another format
     */
    public static boolean isLibsvm(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
        List<String> words = Stream.of(head.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(2)
                .toList();
        return words.size() == 2 && words.getLast().matches("(?s)\\d+:.+");
    }

    /**
     * Reads a text.
     *
     * @param bytes any
     * @param positiveAbove labels above it are positive; NaN if labels are -1, 0 and 1
     * @return the rows, or nothing if they are none
     */
    public static Optional<Table> read(byte[] bytes, double positiveAbove) {
        List<Float> labels = new ArrayList<>();
        List<Map<Integer, Float>> rows = new ArrayList<>();
        int columns = 0;
        for (String line : Table.lines(bytes).orElse(List.of("?"))) {
            String kept = BLANKS.matcher(REMARK.matcher(line).replaceAll("")).replaceAll(" ");
            if (kept.isBlank()) {
                continue;
            }
            List<String> words = List.of(kept.strip().split(" "));
            float label = label(words.getFirst(), positiveAbove);
            Optional<Map<Integer, Float>> row = row(words.subList(1, words.size()));
            if (Float.isNaN(label) || row.isEmpty()) {
                return Optional.empty();
            }
            labels.add(label);
            rows.add(row.get());
            columns = Math.max(columns, 1 + last(row.get()));
        }
        return columns == 0 ? Optional.empty() : Optional.of(new Table(List.of(), columns, labels, rows));
    }

    private static float label(String word, double positiveAbove) {
        if (!Decimals.isNumber(word) || Float.isInfinite(Decimals.toFloat(word))) {
            return Float.NaN;
        }
        double number = Decimals.toDouble(word);
        return Table.label(Double.isNaN(positiveAbove) && number == -1 ? 0 : number, positiveAbove);
    }

    private static int last(Map<Integer, Float> row) {
        return row.keySet().stream().max(Integer::compare).orElse(-1);
    }

    private static Optional<Map<Integer, Float>> row(List<String> pairs) {
        Map<Integer, Float> row = new LinkedHashMap<>();
        for (String pair : pairs) {
            Matcher matcher = PAIR.matcher(pair);
            if (!matcher.matches() || !Decimals.isNumber(matcher.group("value"))) {
                return Optional.empty();
            }
            int index = Integer.parseInt(matcher.group("index"));
            float value = Decimals.toFloat(matcher.group("value"));
            if (Float.isInfinite(value) || index <= last(row)) {
                return Optional.empty();
            }
            row.put(index, value);
        }
        return Optional.of(row);
    }
}
