package org.hypersimplex.fuzz.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hypersimplex.problem.Precision;

/**
 * A matrix as text: a row on each line, numbers separated by a comma or by white space, blank lines at the end only.
 *
 * @param rows its numbers, as many in each; floats as the doubles that they are
 */
public record MatrixText(List<List<Double>> rows) {
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
    private static final String BLANK = "[ \\t\\r\\f\\x0B]";
    private static final Pattern EDGES = Pattern.compile("^" + BLANK + "++|" + BLANK + "++$");
    private static final Pattern SEPARATOR = Pattern.compile(BLANK + "*+," + BLANK + "*+|" + BLANK + "++");

    /**
     * Reads a text.
     *
     * @param bytes any
     * @param precision of the numbers
     * @return the matrix, or nothing if it is none
     */
    public static Optional<MatrixText> read(byte[] bytes, Precision precision) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String kept = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        List<List<Double>> rows = new ArrayList<>();
        boolean ended = false;
        for (String line : kept.split("\n", -1)) {
            String inner = EDGES.matcher(line).replaceAll("");
            if (inner.isEmpty()) {
                ended = true;
                continue;
            }
            Optional<List<Double>> row = row(inner, precision);
            if (ended
                    || row.isEmpty()
                    || (!rows.isEmpty() && rows.getFirst().size() != row.get().size())) {
                return Optional.empty();
            }
            rows.add(row.get());
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new MatrixText(rows));
    }

    private static Optional<List<Double>> row(String line, Precision precision) {
        List<Double> row = new ArrayList<>();
        for (String word : SEPARATOR.split(line, -1)) {
            double number = number(word, precision);
            if (Double.isNaN(number)) {
                return Optional.empty();
            }
            row.add(number);
        }
        return Optional.of(row);
    }

    /** The number that a word is; NaN if it is none, or one that is too large. */
    private static double number(String word, Precision precision) {
        if (Decimals.isNumber(word)) {
            double number = precision == Precision.FLOAT ? Decimals.toFloat(word) : Decimals.toDouble(word);
            return Double.isInfinite(number) ? Double.NaN : number;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }
}
