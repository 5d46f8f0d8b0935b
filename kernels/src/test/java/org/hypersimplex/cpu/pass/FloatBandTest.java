package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a band calls certain is certain at every threshold of its bracket, in rounded arithmetic too. */
class FloatBandTest {
    private static final int STEPS = 6;

    private static float steps(float y, int steps) {
        float moved = y;
        for (int s = 0; s < Math.abs(steps); s++) {
            moved = steps > 0 ? Math.nextUp(moved) : Math.nextDown(moved);
        }
        return moved;
    }

    /** Checks a score at a threshold of the bracket. */
    private static void certain(FloatBand band, FloatClip clip, float y, String what) {
        float d = (y - clip.high) - clip.low;
        boolean zero = y <= band.zero;
        boolean one = y >= band.one;
        boolean linear = band.isLinear(y);
        int kinds = (zero ? 1 : 0) + (one ? 1 : 0) + (linear ? 1 : 0) + (band.isOpen(y) ? 1 : 0);
        if (kinds != 1) {
            throw new AssertionError(what + ": " + y + " is of " + kinds + " kinds");
        }
        boolean right = !(zero && d > 0) && !(one && d < clip.tau) && !(linear && !(d > 0 && d < clip.tau));
        if (!right) {
            throw new AssertionError(what + ": d of " + y + " is " + d + " at " + clip.threshold + ", in the band "
                    + band.zero + ", " + band.line + ", " + band.bend + ", " + band.one);
        }
    }

    @Test
    void aScoreThatIsNotOpenIsCertain() {
        SplittableRandom random = new SplittableRandom(1);
        FloatBand band = new FloatBand();
        FloatClip clip = new FloatClip();
        for (double size : new double[] {1e-3, 1, 1e4}) {
            for (double wish : new double[] {1e-6, 0.1, 1, 1.5, 1000}) {
                for (int round = 0; round < 400; round++) {
                    double tau = clip.temperature(wish);
                    double lower = size * random.nextDouble(-1, 1);
                    double width = tau * Math.pow(10, random.nextDouble(-9, 0.5));
                    double upper = lower + (round % 4 == 0 ? 0 : width);
                    band.set(lower, upper, tau);
                    String what = "[" + lower + ", " + upper + "], tau=" + tau;
                    for (double at : new double[] {lower, upper, lower + 0.5 * (upper - lower)}) {
                        clip.threshold((float) at, at - (float) at);
                        for (double near : new double[] {lower, upper, lower + tau, upper + tau}) {
                            for (int s = -STEPS; s <= STEPS; s++) {
                                certain(band, clip, steps((float) near, s), what);
                            }
                        }
                        certain(band, clip, (float) (lower + random.nextDouble(-2, 2) * tau), what);
                    }
                }
            }
        }
    }

    @Test
    void nearlyNothingIsOpenInANarrowBandOfAHotProblem() {
        FloatBand band = new FloatBand();
        band.set(0.5, 0.5, 1.5);
        assertThat(band.isOpen(0.6f)).isFalse();
        assertThat(band.isLinear(0.6f)).isTrue();
        assertThat(band.isLinear(1.9f)).isTrue();
        assertThat(band.isOpen(0.4f) || band.isOpen(2.1f)).isFalse();
        assertThat(band.isOpen(0.5f)).isTrue();
        assertThat(band.isOpen(2f)).isTrue();
    }

    @Test
    void everythingFiniteIsOpenBetweenInfiniteEnds() {
        FloatBand band = new FloatBand();
        band.set(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
        for (float y : new float[] {-Float.MAX_VALUE, -1, 0, Float.MIN_VALUE, 1, Float.MAX_VALUE}) {
            assertThat(band.isOpen(y) && !band.isLinear(y)).as("%s", y).isTrue();
        }
        band.set(Double.NEGATIVE_INFINITY, 0, 1);
        assertThat(band.isOpen(-Float.MAX_VALUE)).isTrue();
        assertThat(band.isOpen(3f)).isFalse();
        band.set(0, Double.POSITIVE_INFINITY, 1);
        assertThat(band.isOpen(Float.MAX_VALUE)).isTrue();
        assertThat(band.isOpen(-3f)).isFalse();
    }

    @Test
    void theUsualCasesAreNotAllOpen() {
        SplittableRandom random = new SplittableRandom(4);
        FloatBand band = new FloatBand();
        band.set(0.4, 0.5, 2);
        int open = 0;
        for (int i = 0; i < 1000; i++) {
            open += band.isOpen((float) random.nextDouble(-3, 5)) ? 1 : 0;
        }
        // Two stretches of 0.1 in 8: about 25.
        assertThat(open).isBetween(5, 60);
    }
}
