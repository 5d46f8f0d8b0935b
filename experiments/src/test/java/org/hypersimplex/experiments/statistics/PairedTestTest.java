package org.hypersimplex.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairedTestTest {
    private static Map<String, PairedDifference> family() {
        Map<String, PairedDifference> family = new LinkedHashMap<>();
        family.put("above", PairedDifference.of(new double[] {3.1, 3.2, 3.3}, new double[] {1, 1, 1}));
        family.put("the same", PairedDifference.of(new double[] {1.1, 0.9, 1}, new double[] {1, 1, 1}));
        family.put("below", PairedDifference.of(new double[] {0.1, 0.2, 0.3}, new double[] {1, 1, 1}));
        return family;
    }

    @Test
    void testsOfAFamilyAreCorrectedTogetherAndStayInTheirOrder() {
        List<PairedTest<String>> tests = PairedTest.family(family());
        assertThat(tests).extracting(PairedTest::subject).containsExactly("above", "the same", "below");
        PairedTest<String> above = tests.getFirst();
        assertThat(above.holm()).isCloseTo(3 * above.difference().p(), within(1e-15));
        PairedTest<String> below = tests.getLast();
        assertThat(below.holm()).isCloseTo(2 * below.difference().p(), within(1e-15));
    }

    @Test
    void onlySignificantDifferencesAreAheadOrBehind() {
        List<PairedTest<String>> tests = PairedTest.family(family());
        assertThat(tests).extracting(PairedTest::isAhead).containsExactly(true, false, false);
        assertThat(tests).extracting(PairedTest::isBehind).containsExactly(false, false, true);
    }

    @Test
    void seriesAreComparedOverTheKeysThatBothHave() {
        assertThat(PairedDifference.ofShared(Map.of(1, 5.0, 2, 6.5, 3, 100.0), Map.of(2, 6.0, 1, 4.0, 4, 0.0)))
                .contains(PairedDifference.of(new double[] {5, 6.5}, new double[] {4, 6}));
        assertThat(PairedDifference.ofShared(Map.of(1, 5.0, 2, 6.0), Map.of(2, 6.0, 3, 4.0)))
                .isEmpty();
    }
}
