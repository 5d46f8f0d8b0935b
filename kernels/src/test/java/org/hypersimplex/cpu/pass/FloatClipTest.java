package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The clip's threshold is kept in two numbers, so that differences to scores near it lose nothing. */
class FloatClipTest {
    private static final float UNIT = 1;
    private static final double[] SIZES = {1e-20, 1e-3, 1, 1e4, 1e12};

    private static BigDecimal exact(double a, double b) {
        return new BigDecimal(a).add(new BigDecimal(b));
    }

    @Test
    void theTwoPartsAreTheThresholdAskedFor() {
        SplittableRandom random = new SplittableRandom(1);
        FloatClip clip = new FloatClip();
        clip.temperature(1);
        for (double size : SIZES) {
            for (int round = 0; round < 1000; round++) {
                float pivot = (float) (size * random.nextDouble(-1, 1));
                double offset = size * Math.pow(10, random.nextDouble(-12, 1)) * random.nextDouble(-1, 1);
                double really = clip.threshold(pivot, offset);
                double wanted = exact(pivot, offset).doubleValue();
                // The high part is rounded once, the low part holds what that lost, and is rounded in turn.
                double lost = Math.ulp(UNIT) * Math.ulp(clip.high);
                assertThat(exact(clip.high, clip.low)
                                .subtract(exact(pivot, offset))
                                .abs()
                                .doubleValue())
                        .as("threshold %s + %s", pivot, offset)
                        .isLessThanOrEqualTo(lost);
                assertThat(clip.threshold).as("as one number").isEqualTo(wanted);
                assertThat(clip.high).as("high part").isEqualTo((float) wanted);
                assertThat(exact(clip.high, clip.low)
                                .subtract(exact(pivot, really))
                                .abs()
                                .doubleValue())
                        .as("the offset said to be set, %s", really)
                        .isLessThanOrEqualTo(2 * Math.ulp(really));
            }
        }
    }

    @Test
    void differencesToNearScoresAreRoundedOnce() {
        SplittableRandom random = new SplittableRandom(2);
        FloatClip clip = new FloatClip();
        clip.temperature(1);
        for (double size : SIZES) {
            for (int round = 0; round < 1000; round++) {
                clip.threshold((float) (size * random.nextDouble(1, 2)), size * random.nextDouble(-1e-3, 1e-3));
                float y = (float) (clip.threshold * random.nextDouble(0.6, 1.9));
                float d = (y - clip.high) - clip.low;
                double expected =
                        new BigDecimal(y).subtract(exact(clip.high, clip.low)).doubleValue();
                assertThat(Math.abs(d - expected))
                        .as("%s - %s", y, clip.threshold)
                        .isLessThanOrEqualTo(Math.ulp(d));
                assertThat(clip.isPositive(y))
                        .as("%s above %s", y, clip.threshold)
                        .isEqualTo(expected > 0);
            }
        }
    }

    @Test
    void anAdmittedScoreIsAOneAndTheThresholdNoLowerThanItMustBe() {
        SplittableRandom random = new SplittableRandom(3);
        FloatClip clip = new FloatClip();
        for (double size : SIZES) {
            for (double tau : new double[] {0.3, 1, 700}) {
                for (int round = 0; round < 300; round++) {
                    clip.temperature(tau);
                    float y = (float) (size * random.nextDouble(-1, 1));
                    double wish = (y - tau) + random.nextInt(-2, 3) * Math.ulp(tau);
                    clip.admit(y, wish);
                    assertThat((y - clip.high) - clip.low)
                            .as("d of %s, tau=%s", y, tau)
                            .isGreaterThanOrEqualTo(clip.tau);
                    assertThat(clip.threshold).isLessThanOrEqualTo(wish);
                    // Lower than wished only by what rounding asks for.
                    double least = Math.min(wish, y - tau);
                    double step = Math.max(Math.ulp((float) least), Math.max(Math.ulp(y), Math.ulp(clip.tau)));
                    assertThat(clip.threshold)
                            .as("threshold for %s, tau=%s", y, tau)
                            .isGreaterThanOrEqualTo(least - 4 * step);
                }
            }
        }
    }

    /** As at temperatures so hot that the threshold is twice as far away as numbers go. */
    @Test
    void aThresholdBeyondTheLargestNumberIsHeldInTwoParts() {
        FloatClip clip = new FloatClip();
        for (float sign : new float[] {1, -1}) {
            float largest = sign * Float.MAX_VALUE;
            for (float part : new float[] {largest, largest / 2, sign * Math.ulp(largest)}) {
                clip.threshold(largest, part);
                assertThat(exact(clip.high, clip.low)).isEqualByComparingTo(exact(largest, part));
                clip.threshold(part, largest);
                assertThat(exact(clip.high, clip.low)).isEqualByComparingTo(exact(largest, part));
            }
            clip.threshold(sign * Float.POSITIVE_INFINITY, 1);
            assertThat(clip.high).isEqualTo(sign * Float.POSITIVE_INFINITY);
            assertThat(clip.low).isZero();
            clip.threshold(1, sign * Float.POSITIVE_INFINITY);
            assertThat(clip.high).isEqualTo(sign * Float.POSITIVE_INFINITY);
            assertThat(clip.low).isZero();
        }
    }

    @Test
    void aScoreIsAdmittedWhereNoNumberIsLowEnough() {
        FloatClip clip = new FloatClip();
        clip.temperature(Float.MAX_VALUE / 4);
        float y = -Float.MAX_VALUE;
        clip.admit(y, Double.NEGATIVE_INFINITY);
        assertThat((y - clip.high) - clip.low).isGreaterThanOrEqualTo(clip.tau);
    }

    @Test
    void betweenTwoScoresTheLowerIsAZeroAndTheUpperAOne() {
        SplittableRandom random = new SplittableRandom(4);
        FloatClip clip = new FloatClip();
        for (double size : SIZES) {
            for (double tau : new double[] {0.3, 1, 700}) {
                for (int round = 0; round < 300; round++) {
                    double used = clip.temperature(tau);
                    float lower = (float) (size * random.nextDouble(-1, 1));
                    float upper = (float) (lower + used) + random.nextInt(3) * Math.ulp((float) (lower + used));
                    if (exact(upper, -lower).compareTo(new BigDecimal(used)) < 0) {
                        continue;
                    }
                    clip.between(lower, upper, used);
                    assertThat(clip.isPositive(lower))
                            .as("%s and %s, tau=%s", lower, upper, tau)
                            .isFalse();
                    assertThat((upper - clip.high) - clip.low)
                            .as("%s and %s, tau=%s", lower, upper, tau)
                            .isGreaterThanOrEqualTo(clip.tau);
                }
            }
        }
    }

    @Test
    void temperaturesAreUsedAsTheyAreOrAsTheNearestThatHasAnInverse() {
        FloatClip clip = new FloatClip();
        for (double tau : new double[] {1e-20, 0.1, 1, 3, 1e20}) {
            assertThat(clip.temperature(tau)).isEqualTo(tau);
            assertThat(clip.tau).isEqualTo((float) tau);
            assertThat(clip.inverse).isEqualTo((float) (1 / tau));
        }
        for (double tau : new double[] {Double.MIN_VALUE, Double.MAX_VALUE}) {
            double used = clip.temperature(tau);
            assertThat(used).isPositive().isFinite();
            assertThat(clip.tau).isPositive().isLessThan(Float.POSITIVE_INFINITY);
            assertThat(clip.inverse).isPositive().isLessThan(Float.POSITIVE_INFINITY);
        }
    }
}
