package org.hypersimplex.merging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sums keep what a double would lose. */
class SumTest {
    @Test
    void sumsOfPartsLoseNothingThatASumOfAllKeeps() {
        SplittableRandom random = new SplittableRandom(1);
        Sum all = new Sum();
        BigDecimal exact = BigDecimal.ZERO;
        for (int part = 0; part < 100; part++) {
            Sum sum = new Sum();
            for (int i = 0; i < 100; i++) {
                double term = random.nextDouble();
                sum.add(term);
                exact = exact.add(new BigDecimal(term));
            }
            all.add(sum);
        }
        // All but the digits that a double has no room for.
        double most = exact.doubleValue();
        all.add(-most);
        double rest = exact.subtract(new BigDecimal(most)).doubleValue();
        assertThat(rest).isNotZero();
        assertThat(all.value()).isCloseTo(rest, within(1e-25));
    }
}
