package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What passes are tried on: sizes and offsets that leave every kind of rest, and numbers at the kinks, at zero and at the
 * ends of their range.
 */
final class FloatPassCases {
    private FloatPassCases() {}

    static final int[] SIZES = {0, 1, 4, 6, 8, 13, 31, 64, 127, 4098};
    static final int[] OFFSETS = {0, 3, 7};
    static final float UNIT = 1;
    /** Around what a pass writes, to see that it writes nothing else. */
    static final float BLANK = -77;

    static final int GUARD = 5;
    static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    /** Not to be linked without the incubator module. */
    static final class Vectors {
        static final VectorFloatPasses PASSES = new VectorFloatPasses();
    }

    static Stream<FloatPasses> engines() {
        Stream<FloatPasses> plain =
                Stream.of(ScalarFloatPasses.INSTANCE, new LaneFloatPasses(4, 4), new LaneFloatPasses(16, 8));
        return VECTORS ? Stream.concat(plain, Stream.of(Vectors.PASSES, Vectors.PASSES.warming())) : plain;
    }

    /** Some scores from index {@code from} on, a clip, and as many other numbers for what else a pass reads. */
    @SuppressWarnings("ArrayRecordComponent")
    record Case(String what, float[] y, int from, int size, FloatClip clip, float[] v, float[] w) {
        int to() {
            return from + size;
        }

        /** Score i of the pass. */
        float at(int i) {
            return y[from + i];
        }

        float d(int i) {
            return (at(i) - clip.high) - clip.low;
        }

        boolean isOne(int i) {
            return d(i) >= clip.tau;
        }

        boolean isActive(int i) {
            return d(i) > 0 && d(i) < clip.tau;
        }

        double x(int i) {
            return isOne(i) ? 1 : isActive(i) ? (double) d(i) / clip.tau : 0;
        }

        /** The numbers of v or w that belong to the scores. */
        float v(int i) {
            return v[GUARD + i];
        }

        float w(int i) {
            return w[GUARD + i];
        }

        @Override
        public String toString() {
            return what + ", " + size + " scores from " + from;
        }
    }

    static FloatClip clip(double tau, double pivot, double offset) {
        FloatClip clip = new FloatClip();
        clip.temperature(tau);
        clip.threshold(pivot, offset);
        clip.mean = 0.3;
        return clip;
    }

    static List<FloatClip> clips() {
        return List.of(
                clip(1.5, 0.5, 0),
                clip(1.5, 0.5, 1e-9),
                clip(0.1, -7, 0.123456789),
                clip(0.25, 1e6, 0.1),
                clip(1e-3, 0, 0));
    }

    static float usual(SplittableRandom random, FloatClip clip) {
        return (float) (clip.threshold + clip.tau * random.nextDouble(-2, 3));
    }

    /** Ties, kinks and their neighbours, zeros of both signs, numbers without leading digits, the ends of the range. */
    static float odd(SplittableRandom random, FloatClip clip) {
        float kink = random.nextBoolean() ? clip.high : (float) (clip.threshold + clip.tau);
        return switch (random.nextInt(12)) {
            case 0 -> kink;
            case 1 -> Math.nextUp(kink);
            case 2 -> Math.nextDown(kink);
            case 3 -> clip.high + clip.tau;
            case 4 -> random.nextBoolean() ? 0f : -0f;
            case 5 -> random.nextInt(-3, 4) * Float.MIN_VALUE;
            case 6 -> random.nextInt(-3, 4) * Float.MIN_NORMAL;
            case 7 -> random.nextBoolean() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
            case 8 -> random.nextBoolean() ? Float.MAX_VALUE : -Float.MAX_VALUE;
            case 9 -> clip.high + clip.tau / 2;
            default -> usual(random, clip);
        };
    }

    static Case drawn(SplittableRandom random, int size, int from, FloatClip clip, boolean odd) {
        float[] y = new float[from + size + GUARD];
        float[] v = new float[size + 2 * GUARD];
        float[] w = new float[size + 2 * GUARD];
        // What lies before and behind must not be read.
        Arrays.fill(y, Float.NaN);
        Arrays.fill(v, Float.NaN);
        Arrays.fill(w, Float.NaN);
        for (int i = 0; i < size; i++) {
            y[from + i] = odd ? odd(random, clip) : usual(random, clip);
            v[GUARD + i] = (float) random.nextDouble();
            w[GUARD + i] = random.nextInt(4) == 0 ? 0 : (float) random.nextDouble(0, 3);
        }
        String what = (odd ? "odd" : "usual") + " scores, tau=" + clip.tau + ", nu=" + clip.threshold;
        return new Case(what, y, from, size, clip, v, w);
    }

    static final List<Case> CASES = cases();

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int size : SIZES) {
            for (int from : OFFSETS) {
                for (FloatClip clip : clips()) {
                    for (boolean odd : new boolean[] {false, true}) {
                        cases.add(drawn(random, size, from, clip, odd));
                    }
                }
            }
        }
        return cases;
    }

    /** A tally that isn't empty, since passes add to what they are given. */
    static Tally begun() {
        Tally tally = new Tally();
        tally.active = 5;
        tally.ones = 7;
        return tally;
    }

    /** By how much a sum of these numbers, whose sizes add up to {@code sizes}, may be off. */
    static double rounding(double sizes, int count) {
        return sizes * (4 * Math.ulp(UNIT) + count * Math.ulp(1.0));
    }

    static void counted(Object what, Tally tally, long active, long ones) {
        assertThat(tally.active - 5).as("%s: active", what).isEqualTo(active);
        assertThat(tally.ones - 7).as("%s: ones", what).isEqualTo(ones);
    }

    /** The array that a pass writes to, {@link #GUARD} blanks on either side. */
    static float[] blank(int size) {
        float[] out = new float[size + 2 * GUARD];
        Arrays.fill(out, BLANK);
        return out;
    }

    static void guarded(Object what, float[] out) {
        for (int i = 0; i < GUARD; i++) {
            if (out[i] != BLANK || out[out.length - 1 - i] != BLANK) {
                throw new AssertionError(what + ": written outside of the range");
            }
        }
    }

    static void near(Object what, int i, double actual, double expected, double tolerance) {
        if (!(Math.abs(actual - expected) <= tolerance)) {
            throw new AssertionError(what + ": entry " + i + " is " + actual + ", expected " + expected);
        }
    }

    static FloatBand band(FloatClip clip, double below, double above) {
        FloatBand band = new FloatBand();
        band.set(clip.threshold - below * clip.tau, clip.threshold + above * clip.tau, clip.tau);
        return band;
    }

    static List<FloatBand> bands(FloatClip clip) {
        return List.of(
                band(clip, 0, 0),
                band(clip, 0.01, 0.02),
                band(clip, 0.3, 0.4),
                band(clip, 0.7, 0.6),
                band(clip, 5, 0),
                band(clip, Double.POSITIVE_INFINITY, 0.1),
                band(clip, 0.1, Double.POSITIVE_INFINITY),
                band(clip, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    static boolean isOpen(float y, FloatBand band) {
        return (y > band.zero && y < band.line) || (y > band.bend && y < band.one);
    }

    /** The same numbers, but for the sign of zero. */
    static void same(String what, float[] actual, float[] expected) {
        assertThat(actual.length).as(what).isEqualTo(expected.length);
        for (int i = 0; i < actual.length; i++) {
            if (actual[i] != expected[i] && !(Float.isNaN(actual[i]) && Float.isNaN(expected[i]))) {
                throw new AssertionError(what + ": number " + i + " is " + actual[i] + ", expected " + expected[i]);
            }
        }
    }
}
