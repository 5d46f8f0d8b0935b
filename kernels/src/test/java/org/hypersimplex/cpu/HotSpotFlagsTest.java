package org.hypersimplex.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A flag that has the same value wherever nobody changes it, and one that there is not. */
class HotSpotFlagsTest {
    @Test
    void aFlagHasItsValueAndNoOther() {
        assertThat(HotSpotFlags.is("MaxJavaStackTraceDepth", "1024")).isTrue();
        assertThat(HotSpotFlags.is("MaxJavaStackTraceDepth", "1023")).isFalse();
    }

    @Test
    void aFlagIsLessThanABoundAboveItAlone() {
        assertThat(HotSpotFlags.isLess("MaxJavaStackTraceDepth", 1025)).isTrue();
        assertThat(HotSpotFlags.isLess("MaxJavaStackTraceDepth", 1024)).isFalse();
        assertThat(HotSpotFlags.isLess("MaxJavaStackTraceDepth", 1023)).isFalse();
    }

    @Test
    void aFlagThatThereIsNotHasNoValue() {
        assertThat(HotSpotFlags.is("NoSuchFlag", "true")).isFalse();
        assertThat(HotSpotFlags.isLess("NoSuchFlag", Integer.MAX_VALUE)).isFalse();
    }
}
