package org.hypersimplex.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HolmTest {
    @Test
    void aSmallFamilyAgreesWithTheProcedureByHand() {
        // In order .005 · 4, .01 · 3, .03 · 2, and .04 · 1, which may not fall below its forerunner.
        assertThat(Holm.adjusted(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    }

    @Test
    void rejectionsAreThoseOfTheStepDownProcedure() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            double[] p =
                    random.doubles(1 + random.nextInt(8)).map(x -> x * x * x).toArray();
            double[] adjusted = Holm.adjusted(p);
            double[] sorted = p.clone();
            Arrays.sort(sorted);
            int rejected = 0;
            while (rejected < sorted.length && sorted[rejected] * (sorted.length - rejected) <= 0.1) {
                rejected++;
            }
            assertThat(Arrays.stream(adjusted).filter(x -> x <= 0.1).count()).isEqualTo(rejected);
            assertThat(Arrays.stream(adjusted).max().orElseThrow()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void oneTestNeedsNoCorrection() {
        assertThat(Holm.adjusted(0.07)).containsExactly(0.07);
        assertThat(Holm.adjusted()).isEmpty();
    }
}
