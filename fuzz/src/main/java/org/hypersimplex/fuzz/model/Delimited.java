package org.hypersimplex.fuzz.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fields separated by tabs, if the first line has one, or else by commas. A field may stand in quotation marks, within
 * which separators and doubled quotation marks are part of it.
 *
 * @param label the column of the labels by its number, from 1, unless a column has this number for a name
 * @param header whether the first line names the columns; null if it does where it can be nothing else
 * @param positiveAbove labels above it are positive; NaN if labels are 0 and 1
 */
public record Delimited(int label, @Nullable Boolean header, double positiveAbove) {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");
    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(?:inity)?", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a text.
     *
     * @param bytes any
     * @return the rows, or nothing if they are none
     */
    public Optional<Table> read(byte[] bytes) {
        List<String> lines = Table.lines(bytes).orElse(List.of());
        int first = IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isBlank())
                .findFirst()
                .orElse(-1);
        if (first < 0) {
            return Optional.empty();
        }
        char separator = lines.get(first).indexOf('\t') >= 0 ? '\t' : ',';
        List<List<String>> fields = new ArrayList<>();
        for (String line : lines.subList(first, lines.size())) {
            if (line.isBlank() && line.indexOf(separator) < 0) {
                continue;
            }
            Optional<List<String>> row = fields(line, separator);
            if (row.isEmpty()
                    || (!fields.isEmpty()
                            && row.get().size() != fields.getFirst().size())) {
                return Optional.empty();
            }
            fields.add(row.get());
        }
        boolean named = header == null ? fields.getFirst().stream().noneMatch(Delimited::isValue) : header;
        return table(named ? fields.getFirst() : List.of(), fields.subList(named ? 1 : 0, fields.size()));
    }

    private Optional<Table> table(List<String> names, List<List<String>> rows) {
        int named = names.indexOf(Integer.toString(label));
        int at = named < 0 ? label - 1 : named;
        if (rows.isEmpty()
                || rows.getFirst().size() < 2
                || at >= rows.getFirst().size()) {
            return Optional.empty();
        }
        List<Float> labels = new ArrayList<>();
        List<Map<Integer, Float>> values = new ArrayList<>();
        for (List<String> row : rows) {
            Map<Integer, Float> numbers = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                String field = row.get(i);
                boolean missing = MISSING.contains(field.toLowerCase(Locale.ROOT));
                if (!missing && (!Decimals.isNumber(field) || Float.isInfinite(Decimals.toFloat(field)))) {
                    return Optional.empty();
                }
                if (i == at) {
                    labels.add(Table.label(missing ? Double.NaN : Decimals.toDouble(field), positiveAbove));
                } else {
                    numbers.put(numbers.size(), missing ? Float.NaN : Decimals.toFloat(field));
                }
            }
            values.add(numbers);
        }
        List<String> features = new ArrayList<>(names);
        if (!names.isEmpty()) {
            features.remove(at);
        }
        return labels.contains(Float.NaN)
                ? Optional.empty()
                : Optional.of(new Table(features, rows.getFirst().size() - 1, labels, values));
    }

    private static boolean isValue(String field) {
        return MISSING.contains(field.toLowerCase(Locale.ROOT))
                || Decimals.isNumber(field)
                || INFINITE.matcher(field).matches();
    }

    /** The fields of a line; nothing if a quotation mark that opens a field is not closed at its end. */
    private static Optional<List<String>> fields(String line, char separator) {
        Pattern field = Pattern.compile(
                "\\G(?<blank>[\\p{javaWhitespace}&&[^%1$s]]*+)(?:\"(?<quoted>[^\"]*+(?:\"\"[^\"]*+)*+)\"(?<rest>[^%1$s]*+)|(?<plain>[^%1$s]*+))(?<end>%1$s|\\z)"
                        .formatted(separator));
        List<String> fields = new ArrayList<>();
        Matcher matcher = field.matcher(line);
        while (matcher.find()) {
            String quoted = matcher.group("quoted");
            String plain = matcher.group("plain");
            if (quoted == null ? plain.startsWith("\"") : !matcher.group("rest").isBlank()) {
                return Optional.empty();
            }
            fields.add(quoted == null ? plain.strip() : quoted.replace("\"\"", "\""));
            if (matcher.group("end").isEmpty()) {
                return Optional.of(fields);
            }
        }
        return Optional.empty();
    }
}
