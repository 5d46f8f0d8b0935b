package org.hypersimplex.merging;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Doubles in their order, and rounded to one side: no score may be taken to be 1 before it is, or after. */
class DoublesTest {
    private static final double[] SIZES = {1e-310, 1e-20, 1e-3, 1, 1e4, 1e12};

    private static BigDecimal exact(double number) {
        return new BigDecimal(number);
    }

    @Test
    void sumsAreRoundedUpAndDifferencesDownToTheNextDouble() {
        SplittableRandom random = new SplittableRandom(1);
        for (double size : SIZES) {
            for (double other : SIZES) {
                for (int round = 0; round < 50; round++) {
                    double a = size * random.nextDouble(-1, 1);
                    double b = round == 0 ? 0 : other * random.nextDouble();
                    String what = a + " and " + b;
                    BigDecimal sum = exact(a).add(exact(b));
                    double up = Doubles.sumUp(a, b);
                    assertThat(exact(up)).as(what).isGreaterThanOrEqualTo(sum);
                    assertThat(exact(Math.nextDown(up))).as(what).isLessThan(sum);
                    BigDecimal difference = exact(a).subtract(exact(b));
                    double down = Doubles.differenceDown(a, b);
                    assertThat(exact(down)).as(what).isLessThanOrEqualTo(difference);
                    assertThat(exact(Math.nextUp(down))).as(what).isGreaterThan(difference);
                }
            }
        }
    }

    @Test
    void theNextKeyIsTheNextDouble() {
        double[] numbers = {-Double.MAX_VALUE, -1, -Double.MIN_NORMAL, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 1, 2e300
        };
        for (double number : numbers) {
            long key = Doubles.key(number);
            assertThat(Doubles.value(key)).isEqualTo(number);
            assertThat(Doubles.key(Math.nextUp(number) + 0.0))
                    .as("after %s", number)
                    // The negative zero has a key between its neighbours, which nothing else has.
                    .isEqualTo(number == -Double.MIN_VALUE ? key + 2 : key + 1);
        }
    }

    @Test
    void keysBeyondThoseOfInfinityAreInfinite() {
        double infinite = Double.POSITIVE_INFINITY;
        assertThat(Doubles.value(Doubles.key(infinite))).isEqualTo(infinite);
        assertThat(Doubles.value(Doubles.key(infinite) - 1)).isEqualTo(Double.MAX_VALUE);
        assertThat(Doubles.value(Long.MAX_VALUE)).isEqualTo(infinite);
        assertThat(Doubles.value(Doubles.key(-infinite))).isEqualTo(-infinite);
        assertThat(Doubles.value(Doubles.key(-infinite) + 1)).isEqualTo(-Double.MAX_VALUE);
        assertThat(Doubles.value(Long.MIN_VALUE)).isEqualTo(-infinite);
    }
}
