package org.hypersimplex.fuzz.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Labelled rows.
 *
 * @param names of the features, empty if the file gives none
 * @param columns the number of features
 * @param labels a 0 or 1 per row
 * @param rows the entries of each row by column; where rows are dense each has all of them, NaN if one is missing
 */
public record Table(List<String> names, int columns, List<Float> labels, List<Map<Integer, Float>> rows) {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The lines of a text in UTF-8, without a byte order mark; nothing if it isn't in UTF-8. */
    static Optional<List<String>> lines(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String kept = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            return Optional.of(List.of(LINE_END.split(kept, -1)));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The 0 or 1 that a label stands for; NaN if it is none. */
    static float label(double number, double positiveAbove) {
        if (Double.isNaN(number)) {
            return Float.NaN;
        }
        if (!Double.isNaN(positiveAbove)) {
            return number > positiveAbove ? 1 : 0;
        }
        return number == 0 || number == 1 ? (float) number : Float.NaN;
    }
}
