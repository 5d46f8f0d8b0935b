package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hypersimplex.NarrowVectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each pass of each engine against its definition, entry by entry, and the vector engine's against the scalar one's:
 * sizes and offsets that leave every kind of rest, and numbers at the kinks, at zero and at the ends of their range.
 */
@Tag("width")
class FloatPassesTest {
    private static final int[] SIZES = {0, 1, 4, 6, 8, 13, 31, 64, 127, 4098};
    private static final int[] OFFSETS = {0, 3, 7};
    /** Columns of a row-major matrix. */
    private static final int[] COLUMNS = {1, 3, 10, 17, 1100};

    private static final float UNIT = 1;
    /** Around what a pass writes, to see that it writes nothing else. */
    private static final float BLANK = -77;

    private static final int GUARD = 5;
    private static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    /** Not to be linked without the incubator module. */
    private static final class Vectors {
        static final FloatPasses PASSES = new VectorFloatPasses();
    }

    static Stream<FloatPasses> engines() {
        return VECTORS ? Stream.of(ScalarFloatPasses.INSTANCE, Vectors.PASSES) : Stream.of(ScalarFloatPasses.INSTANCE);
    }

    @BeforeEach
    void skipIfNotNarrowed() {
        NarrowVectors.skipIfNotNarrowed();
    }

    /** Some scores from index {@code from} on, a clip, and as many other numbers for what else a pass reads. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Case(String what, float[] y, int from, int size, FloatClip clip, float[] v, float[] w) {
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

    private static FloatClip clip(double tau, double pivot, double offset) {
        FloatClip clip = new FloatClip();
        clip.temperature(tau);
        clip.threshold(pivot, offset);
        clip.mean = 0.3;
        return clip;
    }

    private static List<FloatClip> clips() {
        return List.of(
                clip(1.5, 0.5, 0),
                clip(1.5, 0.5, 1e-9),
                clip(0.1, -7, 0.123456789),
                clip(0.25, 1e6, 0.1),
                clip(1e-3, 0, 0));
    }

    private static float usual(SplittableRandom random, FloatClip clip) {
        return (float) (clip.threshold + clip.tau * random.nextDouble(-2, 3));
    }

    /** Ties, kinks and their neighbours, zeros of both signs, numbers without leading digits, the ends of the range. */
    private static float odd(SplittableRandom random, FloatClip clip) {
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

    private static final List<Case> CASES = cases();

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int size : SIZES) {
            for (int from : OFFSETS) {
                for (FloatClip clip : clips()) {
                    for (boolean odd : new boolean[] {false, true}) {
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
                        cases.add(new Case(what, y, from, size, clip, v, w));
                    }
                }
            }
        }
        return cases;
    }

    /** A tally that isn't empty, since passes add to what they are given. */
    private static Tally begun() {
        Tally tally = new Tally();
        tally.active = 5;
        tally.ones = 7;
        return tally;
    }

    /** By how much a sum of these numbers, whose sizes add up to {@code sizes}, may be off. */
    private static double rounding(double sizes, int count) {
        return sizes * (4 * Math.ulp(UNIT) + count * Math.ulp(1.0));
    }

    private static void counted(Object what, Tally tally, long active, long ones) {
        assertThat(tally.active - 5).as("%s: active", what).isEqualTo(active);
        assertThat(tally.ones - 7).as("%s: ones", what).isEqualTo(ones);
    }

    /** The array that a pass writes to, {@link #GUARD} blanks on either side. */
    private static float[] blank(int size) {
        float[] out = new float[size + 2 * GUARD];
        Arrays.fill(out, BLANK);
        return out;
    }

    private static void guarded(Object what, float[] out) {
        for (int i = 0; i < GUARD; i++) {
            if (out[i] != BLANK || out[out.length - 1 - i] != BLANK) {
                throw new AssertionError(what + ": written outside of the range");
            }
        }
    }

    private static void near(Object what, int i, double actual, double expected, double tolerance) {
        if (!(Math.abs(actual - expected) <= tolerance)) {
            throw new AssertionError(what + ": entry " + i + " is " + actual + ", expected " + expected);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void surveysFindRangeAndSum(FloatPasses passes) {
        for (Case c : CASES) {
            double sum = 0;
            double sizes = 0;
            boolean finite = true;
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < c.size; i++) {
                sum += c.at(i);
                sizes += Math.abs(c.at(i));
                finite &= Float.isFinite(c.at(i));
                min = Math.min(min, c.at(i));
                max = Math.max(max, c.at(i));
            }
            Tally survey = new Tally();
            passes.survey(c.y, c.from, c.to(), survey);
            assertThat(survey.min == min && survey.max == max)
                    .as("%s: range %s to %s", c, survey.min, survey.max)
                    .isTrue();
            Tally check = new Tally();
            passes.check(c.y, c.from, c.to(), check);
            if (!finite) {
                assertThat(Double.isFinite(survey.sum) || Double.isFinite(check.all))
                        .as("%s: sum of infinite scores is finite", c)
                        .isFalse();
            } else if (sizes < Float.MAX_VALUE / 8) {
                assertThat(survey.sum).as("%s: sum", c).isCloseTo(sum, within(rounding(sizes, c.size)));
                assertThat(check.all).as("%s: checked", c).isFinite();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aNaNOrAnInfinityAnywhereShowsInTheSums(FloatPasses passes) {
        for (int size : SIZES) {
            for (int from : OFFSETS) {
                float[] y = new float[from + size];
                Arrays.fill(y, 0.5f);
                // Every place in what is short, and those near both ends and in the middle of what is long.
                for (int i = 0; i < size; i += size > 200 && i > 70 && i < size - 70 ? 211 : 1) {
                    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                        y[from + i] = bad;
                        Tally tally = new Tally();
                        passes.survey(y, from, from + size, tally);
                        passes.check(y, from, from + size, tally);
                        Tally rough = new Tally();
                        passes.approach(y, from, from + size, clips().get(0), rough);
                        if (Double.isFinite(tally.sum) || Double.isFinite(tally.all) || Double.isFinite(rough.all)) {
                            throw new AssertionError(bad + " at " + i + " of " + size + " from " + from + " unseen");
                        }
                    }
                    y[from + i] = 0.5f;
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void countsAreExactAndSumsAreRoundedOnly(FloatPasses passes) {
        for (Case c : CASES) {
            long active = 0;
            long ones = 0;
            double sum = 0;
            double upstream = 0;
            for (int i = 0; i < c.size; i++) {
                ones += c.isOne(i) ? 1 : 0;
                if (c.isActive(i)) {
                    active++;
                    sum += c.d(i);
                    upstream += c.v(i);
                }
            }
            Tally count = begun();
            passes.count(c.y, c.from, c.to(), c.clip, count);
            counted(c, count, active, ones);
            // Ones may be added and taken off again.
            double sizes = sum + ones * (double) c.clip.tau;
            assertThat(count.sum).as("%s: sum of d", c).isCloseTo(sum, within(rounding(sizes, c.size)));
            Tally sumActive = begun();
            passes.sumActive(c.y, c.from, c.to(), c.clip, c.v, GUARD, sumActive);
            counted(c, sumActive, active, 0);
            assertThat(sumActive.sum).as("%s: sum of v", c).isCloseTo(upstream, within(rounding(upstream, c.size)));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void roughCountsAreThoseOfTheRoundedThreshold(FloatPasses passes) {
        for (Case c : CASES) {
            long active = 0;
            double sum = 0;
            for (int i = 0; i < c.size; i++) {
                float d = c.at(i) - c.clip.high;
                active += d >= 0 && d <= c.clip.tau ? 1 : 0;
                sum += Math.min(Math.max(d, 0), c.clip.tau);
            }
            Tally rough = begun();
            passes.approach(c.y, c.from, c.to(), c.clip, rough);
            counted(c, rough, active, 0);
            assertThat(rough.sum)
                    .as("%s: sum of clipped d", c)
                    .isCloseTo(sum, within(sum * (SIZES[SIZES.length - 1] * Math.ulp(UNIT))));
        }
    }

    private static FloatBand band(FloatClip clip, double below, double above) {
        FloatBand band = new FloatBand();
        band.set(clip.threshold - below * clip.tau, clip.threshold + above * clip.tau, clip.tau);
        return band;
    }

    private static List<FloatBand> bands(FloatClip clip) {
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

    private static boolean isOpen(float y, FloatBand band) {
        return (y > band.zero && y < band.line) || (y > band.bend && y < band.one);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whatIsCertainInABandIsSettled(FloatPasses passes) {
        for (Case c : CASES) {
            for (FloatBand band : bands(c.clip)) {
                long active = 0;
                long ones = 0;
                double sum = 0;
                double sizes = 0;
                for (int i = 0; i < c.size; i++) {
                    ones += c.at(i) >= band.one ? 1 : 0;
                    if (c.at(i) >= band.line && c.at(i) <= band.bend) {
                        active++;
                        sum += c.d(i);
                        sizes += Math.abs(c.d(i));
                    }
                }
                Tally settled = begun();
                passes.settle(c.y, c.from, c.to(), band, c.clip, settled);
                counted(c, settled, active, ones);
                assertThat(settled.sum).as("%s: sum of d", c).isCloseTo(sum, within(rounding(sizes, c.size)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whatIsOpenInABandIsKeptInOrderAndWithinTheRoom(FloatPasses passes) {
        for (Case c : CASES) {
            for (FloatBand band : bands(c.clip)) {
                float[] open = new float[c.size];
                int count = 0;
                for (int i = 0; i < c.size; i++) {
                    if (isOpen(c.at(i), band)) {
                        open[count++] = c.at(i);
                    }
                }
                float[] kept = blank(count);
                int end = passes.select(c.y, c.from, c.to(), band, kept, GUARD, GUARD + count);
                assertThat(end).as("%s: kept", c).isEqualTo(GUARD + count);
                guarded(c, kept);
                same(c + ": kept", Arrays.copyOfRange(kept, GUARD, end), Arrays.copyOf(open, count));
                if (count > 0) {
                    float[] narrow = blank(count - 1);
                    assertThat(passes.select(c.y, c.from, c.to(), band, narrow, GUARD, GUARD + count - 1))
                            .as("%s: kept without room", c)
                            .isEqualTo(-1);
                    guarded(c, narrow);
                }
                float[] own = c.y.clone();
                assertThat(passes.select(own, c.from, c.to(), band, own, c.from, c.to()))
                        .as("%s: kept in place", c)
                        .isEqualTo(c.from + count);
                same(c + ": in place", Arrays.copyOfRange(own, c.from, c.from + count), Arrays.copyOf(open, count));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theGapLiesBetweenWhatRoundsDownAndWhatRoundsUp(FloatPasses passes) {
        for (Case c : CASES) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < c.size; i++) {
                if (c.d(i) >= c.clip.tau / 2) {
                    min = Math.min(min, c.at(i));
                } else {
                    max = Math.max(max, c.at(i));
                }
            }
            Tally gap = new Tally();
            passes.gap(c.y, c.from, c.to(), c.clip, gap);
            assertThat(gap.min == min && gap.max == max)
                    .as("%s: gap from %s to %s, expected %s to %s", c, gap.max, gap.min, max, min)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void onlyTheEndsOfAGapAreCountedAndHaveAGradient(FloatPasses passes) {
        for (Case c : CASES) {
            FloatGap gap = new FloatGap();
            assertThat(gap.isKnown()).isFalse();
            gap.upper = c.size == 0 ? 2 : c.at(c.size - 1);
            gap.lower = c.size == 0 ? 1 : c.at(c.size / 2);
            gap.atUpper = 3;
            gap.atLower = -2;
            assertThat(gap.isKnown()).isTrue();
            float[] expected = blank(c.size);
            long uppers = 0;
            long lowers = 0;
            for (int i = 0; i < c.size; i++) {
                uppers += c.at(i) == gap.upper ? 1 : 0;
                lowers += c.at(i) == gap.lower ? 1 : 0;
                expected[GUARD + i] = c.at(i) == gap.upper ? 3 : c.at(i) == gap.lower ? -2 : 0;
            }
            Tally ties = begun();
            passes.ties(c.y, c.from, c.to(), gap, ties);
            counted(c, ties, lowers, uppers);
            float[] gradient = blank(c.size);
            passes.gapGradient(c.y, c.from, c.to(), gap, gradient, GUARD);
            same(c.toString(), gradient, expected);
            float[] own = c.y.clone();
            passes.gapGradient(own, c.from, c.to(), gap, own, c.from);
            same(
                    c + ": in place",
                    Arrays.copyOfRange(own, c.from, c.to()),
                    Arrays.copyOfRange(expected, GUARD, GUARD + c.size));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void projectionsAreTheDefinition(FloatPasses passes) {
        for (Case c : CASES) {
            float[] x = blank(c.size);
            passes.project(c.y, c.from, c.to(), c.clip, x, GUARD);
            guarded(c, x);
            for (int i = 0; i < c.size; i++) {
                double expected = c.x(i);
                near(c, i, x[GUARD + i], expected, c.isActive(i) ? 2 * Math.ulp(UNIT) * expected : 0);
                near(c, i, x[GUARD + i], 0.5, 0.5);
            }
            float[] own = c.y.clone();
            passes.project(own, c.from, c.to(), c.clip, own, c.from);
            float[] inPlace = Arrays.copyOfRange(own, c.from, c.to());
            same(c + ": in place", inPlace, Arrays.copyOfRange(x, GUARD, GUARD + c.size));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void massesAreThoseOfTheProjectionsWritten(FloatPasses passes) {
        for (Case c : CASES) {
            float[] x = blank(c.size);
            passes.project(c.y, c.from, c.to(), c.clip, x, GUARD);
            double sum = 0;
            int active = 0;
            int ones = 0;
            for (int i = GUARD; i < GUARD + c.size; i++) {
                sum += x[i] < 1 ? x[i] : 0;
                active += x[i] > 0 && x[i] < 1 ? 1 : 0;
                ones += x[i] == 1 ? 1 : 0;
            }
            double rounding = rounding(sum + ones, c.size);
            Tally read = begun();
            passes.mass(c.y, c.from, c.to(), c.clip, read);
            counted(c, read, active, ones);
            assertThat(read.sum).as(c.toString()).isCloseTo(sum, within(rounding));
            Tally written = begun();
            float[] again = blank(c.size);
            passes.projectMass(c.y, c.from, c.to(), c.clip, again, GUARD, written);
            same(c.toString(), again, x);
            counted(c, written, active, ones);
            assertThat(written.sum).as(c.toString()).isEqualTo(read.sum);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void productsAreTheDefinition(FloatPasses passes) {
        for (Case c : CASES) {
            float[] product = blank(c.size);
            passes.multiply(c.y, c.from, c.to(), c.clip, c.v, GUARD, 0.3, product, GUARD);
            guarded(c, product);
            for (int i = 0; i < c.size; i++) {
                double expected = c.isActive(i) ? (c.v(i) - 0.3) / c.clip.tau : 0;
                near(c, i, product[GUARD + i], expected, c.isActive(i) ? 4 * Math.ulp(UNIT) / c.clip.tau : 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void residualsAndGradientsAreTheDefinition(FloatPasses passes) {
        for (Case c : CASES) {
            for (boolean weighted : new boolean[] {false, true}) {
                float @Nullable [] w = weighted ? c.w : null;
                float[] gradient = blank(c.size);
                passes.gradient(c.y, c.from, c.to(), c.clip, c.v, GUARD, w, GUARD, 0.3, 0.7, gradient, GUARD);
                guarded(c, gradient);
                long active = 0;
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < c.size; i++) {
                    double weight = weighted ? c.w(i) : 1;
                    double residual = c.x(i) - c.v(i);
                    squares += weight * residual * residual;
                    double expected = 0;
                    double tolerance = 0;
                    if (c.isActive(i)) {
                        active++;
                        sum += weight * residual;
                        expected = 0.7 / c.clip.tau * (weight * residual - 0.3);
                        tolerance = 16 * Math.ulp(UNIT) / c.clip.tau;
                    }
                    near(c, i, gradient[GUARD + i], expected, tolerance);
                }
                Tally tally = begun();
                passes.residuals(c.y, c.from, c.to(), c.clip, c.v, GUARD, w, GUARD, tally);
                counted(c, tally, active, 0);
                double tolerance = 3 * rounding(2.0 * c.size, c.size);
                assertThat(tally.sum).as("%s: sum", c).isCloseTo(sum, within(tolerance));
                assertThat(tally.squares).as("%s: squares", c).isCloseTo(squares, within(tolerance));
            }
        }
    }

    /** Solutions of the columns of a matrix, each with another threshold and mean. */
    private static FloatStripes stripes(int columns, double tau) {
        FloatStripes stripes = new FloatStripes();
        stripes.clip.temperature(tau);
        stripes.begin(columns);
        for (int p = 0; p < columns; p++) {
            FloatClip clip = clip(tau, 0.25 * (p % 7), p % 3 == 0 ? 0 : 1e-9 * p);
            clip.mean = 0.125 * (p % 5);
            stripes.put(p);
            stripes.high[p] = clip.high;
            stripes.low[p] = clip.low;
            stripes.mean[p] = (float) clip.mean;
        }
        stripes.end(columns);
        return stripes;
    }

    @ParameterizedTest
    @MethodSource("engines")
    void rowsAreWrittenAsTheirColumnsWouldBe(FloatPasses passes) {
        SplittableRandom random = new SplittableRandom(11);
        for (int columns : COLUMNS) {
            for (double tau : new double[] {0.5, 0.03}) {
                FloatStripes stripes = stripes(columns, tau);
                for (int size : SIZES) {
                    for (int phase : new int[] {0, 1, columns - 1, columns / 2}) {
                        rows(passes, stripes, columns, phase, Math.min(size, stripes.period - phase), tau, random);
                    }
                }
            }
        }
    }

    private static void rows(
            FloatPasses passes,
            FloatStripes stripes,
            int columns,
            int phase,
            int size,
            double tau,
            SplittableRandom random) {
        String what = size + " entries of rows of " + columns + " from " + phase + ", tau=" + tau;
        float[] y = blank(size);
        float[] v = blank(size);
        float[] x = blank(size);
        float[] product = blank(size);
        float[] gradient = blank(size);
        float[] expectedX = blank(size);
        float[] expectedProduct = blank(size);
        float[] expectedGradient = blank(size);
        for (int i = 0; i < size; i++) {
            int p = (phase + i) % columns;
            FloatClip clip = clip(tau, 0.25 * (p % 7), p % 3 == 0 ? 0 : 1e-9 * p);
            float mean = (float) (0.125 * (p % 5));
            int at = GUARD + i;
            y[at] = odd(random, clip);
            v[at] = (float) random.nextDouble();
            // A column alone, one entry of it, by the scalar engine, which the other tests hold to the definition.
            ScalarFloatPasses one = ScalarFloatPasses.INSTANCE;
            one.project(y, at, at + 1, clip, expectedX, at);
            one.multiply(y, at, at + 1, clip, v, at, mean, expectedProduct, at);
            one.gradient(y, at, at + 1, clip, v, at, null, 0, mean, 0.7, expectedGradient, at);
        }
        int to = GUARD + size;
        passes.projectRows(y, GUARD, to, stripes, phase, x, GUARD);
        passes.multiplyRows(y, GUARD, to, stripes, phase, v, GUARD, product, GUARD);
        passes.gradientRows(y, GUARD, to, stripes, phase, v, GUARD, 0.7, gradient, GUARD);
        same("x of " + what, x, expectedX);
        same("product of " + what, product, expectedProduct);
        same("gradient of " + what, gradient, expectedGradient);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void targetsAreOneForTheirOwnClassOnly(FloatPasses passes) {
        SplittableRandom random = new SplittableRandom(5);
        for (int size : SIZES) {
            for (int from : OFFSETS) {
                int[] ids = random.ints(from + size + 1, -1, 4).toArray();
                for (int id : new int[] {0, 3, Integer.MAX_VALUE}) {
                    ids[from + size / 2] = id;
                    float[] t = blank(size);
                    passes.oneHot(ids, from, from + size, id, t, GUARD);
                    guarded("targets", t);
                    for (int i = 0; i < size; i++) {
                        near("targets of " + size, i, t[GUARD + i], ids[from + i] == id ? 1 : 0, 0);
                    }
                }
            }
        }
    }

    /** Everything that one engine finds for a case, in the order of the interface. */
    private static List<float[]> written(FloatPasses passes, Case c) {
        List<float[]> all = new ArrayList<>();
        for (int kind = 0; kind < 4; kind++) {
            all.add(blank(c.size));
        }
        passes.project(c.y, c.from, c.to(), c.clip, all.get(0), GUARD);
        passes.multiply(c.y, c.from, c.to(), c.clip, c.v, GUARD, 0.3, all.get(1), GUARD);
        passes.gradient(c.y, c.from, c.to(), c.clip, c.v, GUARD, null, 0, 0.3, 0.7, all.get(2), GUARD);
        passes.gradient(c.y, c.from, c.to(), c.clip, c.v, GUARD, c.w, GUARD, 0.3, 0.7, all.get(3), GUARD);
        return all;
    }

    @Test
    void theVectorEngineWritesTheBitsOfTheScalarOne() {
        Assumptions.assumeTrue(VECTORS, "no vector engine here");
        for (Case c : CASES) {
            List<float[]> scalar = written(ScalarFloatPasses.INSTANCE, c);
            List<float[]> vector = written(Vectors.PASSES, c);
            for (int kind = 0; kind < scalar.size(); kind++) {
                same(c.toString(), vector.get(kind), scalar.get(kind));
            }
        }
    }

    /** The same numbers, but for the sign of zero. */
    private static void same(String what, float[] actual, float[] expected) {
        assertThat(actual.length).as(what).isEqualTo(expected.length);
        for (int i = 0; i < actual.length; i++) {
            if (actual[i] != expected[i] && !(Float.isNaN(actual[i]) && Float.isNaN(expected[i]))) {
                throw new AssertionError(what + ": number " + i + " is " + actual[i] + ", expected " + expected[i]);
            }
        }
    }
}
