package org.hypersimplex.buildtools;

import java.util.regex.Pattern;

/**
 * Turns the text of a Float source into that of its twin. It replaces {@code Float} and {@code FLOAT} anywhere, also
 * inside names such as {@code JAVA_FLOAT} or {@code toFloat}, but {@code float} and {@code floats} only as whole words,
 * so that words which merely contain them, such as {@code afloat}, stay. The bits of a vector's floats are ints, those of
 * doubles are longs.
 */
final class FloatWords {
    private static final Pattern WORDS = Pattern.compile("\\bfloats?\\b|Float|FLOAT|reinterpretAsInts");

    private FloatWords() {}

    static String toDouble(String text) {
        return WORDS.matcher(text).replaceAll(found -> switch (found.group()) {
            case "float" -> "double";
            case "floats" -> "doubles";
            case "Float" -> "Double";
            case "reinterpretAsInts" -> "reinterpretAsLongs";
            default -> "DOUBLE";
        });
    }
}
