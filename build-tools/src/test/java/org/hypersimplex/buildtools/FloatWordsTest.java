package org.hypersimplex.buildtools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatWordsTest {
    @ParameterizedTest
    @CsvSource({
        "float, double",
        "float[], double[]",
        "(float) x, (double) x",
        "@code float}s, @code double}s",
        "of floats only, of doubles only",
        "Float, Double",
        "FloatClip, DoubleClip",
        "VectorFloatPasses, VectorDoublePasses",
        "toFloat(), toDouble()",
        "Floats, Doubles",
        "JAVA_FLOAT, JAVA_DOUBLE",
        "FLOAT, DOUBLE",
        "'float a; Float b; float c;', 'double a; Double b; double c;'",
    })
    void floatsBecomeDoubles(String text, String twin) {
        assertThat(FloatWords.toDouble(text)).isEqualTo(twin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"afloat", "floating", "floatsum", "float2", "my_float", "FLoat", "double", "Lanes", ""})
    void otherWordsStay(String text) {
        assertThat(FloatWords.toDouble(text)).isEqualTo(text);
    }
}
