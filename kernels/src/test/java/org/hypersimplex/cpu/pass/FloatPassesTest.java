package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hypersimplex.cpu.pass.FloatPassCases.CASES;
import static org.hypersimplex.cpu.pass.FloatPassCases.GUARD;
import static org.hypersimplex.cpu.pass.FloatPassCases.OFFSETS;
import static org.hypersimplex.cpu.pass.FloatPassCases.SIZES;
import static org.hypersimplex.cpu.pass.FloatPassCases.UNIT;
import static org.hypersimplex.cpu.pass.FloatPassCases.band;
import static org.hypersimplex.cpu.pass.FloatPassCases.bands;
import static org.hypersimplex.cpu.pass.FloatPassCases.begun;
import static org.hypersimplex.cpu.pass.FloatPassCases.blank;
import static org.hypersimplex.cpu.pass.FloatPassCases.clips;
import static org.hypersimplex.cpu.pass.FloatPassCases.counted;
import static org.hypersimplex.cpu.pass.FloatPassCases.guarded;
import static org.hypersimplex.cpu.pass.FloatPassCases.isOpen;
import static org.hypersimplex.cpu.pass.FloatPassCases.near;
import static org.hypersimplex.cpu.pass.FloatPassCases.rounding;
import static org.hypersimplex.cpu.pass.FloatPassCases.same;

import java.util.Arrays;
import org.hypersimplex.NarrowVectors;
import org.hypersimplex.cpu.pass.FloatPassCases.Case;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each pass of each engine against its definition, entry by entry. */
@Tag("width")
class FloatPassesTest {
    @BeforeEach
    void skipIfNotNarrowed() {
        NarrowVectors.skipIfNotNarrowed();
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void surveysFindRangeAndSum(FloatPasses passes) {
        for (Case c : CASES) {
            double sum = 0;
            double sizes = 0;
            boolean finite = true;
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < c.size(); i++) {
                sum += c.at(i);
                sizes += Math.abs(c.at(i));
                finite &= Float.isFinite(c.at(i));
                min = Math.min(min, c.at(i));
                max = Math.max(max, c.at(i));
            }
            Tally survey = new Tally();
            passes.survey(c.y(), c.from(), c.to(), survey);
            assertThat(survey.min == min && survey.max == max)
                    .as("%s: range %s to %s", c, survey.min, survey.max)
                    .isTrue();
            if (!finite) {
                assertThat(Double.isFinite(survey.sum))
                        .as("%s: sum of infinite scores is finite", c)
                        .isFalse();
            } else if (sizes < Float.MAX_VALUE / 8) {
                assertThat(survey.sum).as("%s: sum", c).isCloseTo(sum, within(rounding(sizes, c.size())));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void aNaNOrAnInfinityAnywhereShowsInTheSums(FloatPasses passes) {
        FloatBand band = band(clips().get(0), 0.1, 0.1);
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
                        Tally rough = new Tally();
                        passes.approach(y, from, from + size, clips().get(0), rough);
                        Tally reduced = new Tally();
                        passes.reduce(y, from, from + size, band, clips().get(0), blank(size), 0, size, reduced);
                        if (Double.isFinite(tally.sum) || Double.isFinite(rough.all) || Double.isFinite(reduced.all)) {
                            throw new AssertionError(bad + " at " + i + " of " + size + " from " + from + " unseen");
                        }
                    }
                    y[from + i] = 0.5f;
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void countsAreExactAndSumsAreRoundedOnly(FloatPasses passes) {
        for (Case c : CASES) {
            long active = 0;
            long ones = 0;
            double sum = 0;
            double upstream = 0;
            for (int i = 0; i < c.size(); i++) {
                ones += c.isOne(i) ? 1 : 0;
                if (c.isActive(i)) {
                    active++;
                    sum += c.d(i);
                    upstream += c.v(i);
                }
            }
            Tally count = begun();
            passes.count(c.y(), c.from(), c.to(), c.clip(), count);
            counted(c, count, active, ones);
            // Ones may be added and taken off again.
            double sizes = sum + ones * (double) c.clip().tau;
            assertThat(count.sum).as("%s: sum of d", c).isCloseTo(sum, within(rounding(sizes, c.size())));
            Tally sumActive = begun();
            passes.sumActive(c.y(), c.from(), c.to(), c.clip(), c.v(), GUARD, sumActive);
            counted(c, sumActive, active, 0);
            assertThat(sumActive.sum).as("%s: sum of v", c).isCloseTo(upstream, within(rounding(upstream, c.size())));
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void roughCountsAreThoseOfTheRoundedThreshold(FloatPasses passes) {
        for (Case c : CASES) {
            long active = 0;
            double sum = 0;
            for (int i = 0; i < c.size(); i++) {
                float scaled = (c.at(i) - c.clip().high) * c.clip().inverse;
                active += scaled >= 0 && scaled <= 1 ? 1 : 0;
                sum += Math.min(Math.max(scaled, 0), 1);
            }
            Tally rough = begun();
            passes.approach(c.y(), c.from(), c.to(), c.clip(), rough);
            counted(c, rough, active, 0);
            assertThat(rough.sum)
                    .as("%s: sum of x", c)
                    .isCloseTo(sum, within(sum * (SIZES[SIZES.length - 1] * Math.ulp(UNIT))));
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void roughSumsOfZerosAndOnesAreNotRoundedAtALevelOfFewDigits(FloatPasses passes) {
        int size = 1 << 16;
        float[] y = new float[size];
        int ones = 0;
        for (int i = 0; i < size; i++) {
            y[i] = i % 10 == 3 ? 9 : -9;
            ones += i % 10 == 3 ? 1 : 0;
        }
        FloatClip clip = new FloatClip();
        clip.temperature(0.1);
        clip.threshold(0, 0);
        clip.level = 26 / 256f;
        Tally rough = new Tally();
        passes.approach(y, 0, size, clip, rough);
        assertThat(rough.sum).isEqualTo(ones);
        assertThat(rough.active).isZero();
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void whatIsCertainInABandIsSettledAndTheRestKeptInOrderAndWithinTheRoom(FloatPasses passes) {
        for (Case c : CASES) {
            for (FloatBand band : bands(c.clip())) {
                float[] open = new float[c.size()];
                int count = 0;
                long active = 0;
                long ones = 0;
                double sum = 0;
                double sizes = 0;
                for (int i = 0; i < c.size(); i++) {
                    ones += c.at(i) >= band.one ? 1 : 0;
                    if (c.at(i) >= band.line && c.at(i) <= band.bend) {
                        active++;
                        sum += c.d(i);
                        sizes += Math.abs(c.d(i));
                    }
                    if (isOpen(c.at(i), band)) {
                        open[count++] = c.at(i);
                    }
                }
                float[] kept = blank(count);
                Tally settled = begun();
                int end = passes.reduce(c.y(), c.from(), c.to(), band, c.clip(), kept, GUARD, GUARD + count, settled);
                assertThat(end).as("%s: kept", c).isEqualTo(GUARD + count);
                guarded(c, kept);
                same(c + ": kept", Arrays.copyOfRange(kept, GUARD, end), Arrays.copyOf(open, count));
                counted(c, settled, active, ones);
                assertThat(settled.sum).as("%s: sum of d", c).isCloseTo(sum, within(rounding(sizes, c.size())));
                if (count > 0) {
                    float[] narrow = blank(count - 1);
                    int last = GUARD + count - 1;
                    assertThat(passes.reduce(c.y(), c.from(), c.to(), band, c.clip(), narrow, GUARD, last, begun()))
                            .as("%s: kept without room", c)
                            .isEqualTo(-1);
                    guarded(c, narrow);
                }
                float[] own = c.y().clone();
                assertThat(passes.reduce(own, c.from(), c.to(), band, c.clip(), own, c.from(), c.to(), begun()))
                        .as("%s: kept in place", c)
                        .isEqualTo(c.from() + count);
                same(c + ": in place", Arrays.copyOfRange(own, c.from(), c.from() + count), Arrays.copyOf(open, count));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void theGapLiesBetweenWhatRoundsDownAndWhatRoundsUp(FloatPasses passes) {
        for (Case c : CASES) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < c.size(); i++) {
                if (c.d(i) >= c.clip().tau / 2) {
                    min = Math.min(min, c.at(i));
                } else {
                    max = Math.max(max, c.at(i));
                }
            }
            Tally gap = new Tally();
            passes.gap(c.y(), c.from(), c.to(), c.clip(), gap);
            assertThat(gap.min == min && gap.max == max)
                    .as("%s: gap from %s to %s, expected %s to %s", c, gap.max, gap.min, max, min)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void onlyTheEndsOfAGapAreCountedAndHaveAGradient(FloatPasses passes) {
        for (Case c : CASES) {
            FloatGap gap = new FloatGap();
            assertThat(gap.isKnown()).isFalse();
            gap.upper = c.size() == 0 ? 2 : c.at(c.size() - 1);
            gap.lower = c.size() == 0 ? 1 : c.at(c.size() / 2);
            gap.atUpper = 3;
            gap.atLower = -2;
            assertThat(gap.isKnown()).isTrue();
            float[] expected = blank(c.size());
            long uppers = 0;
            long lowers = 0;
            for (int i = 0; i < c.size(); i++) {
                uppers += c.at(i) == gap.upper ? 1 : 0;
                lowers += c.at(i) == gap.lower ? 1 : 0;
                expected[GUARD + i] = c.at(i) == gap.upper ? 3 : c.at(i) == gap.lower ? -2 : 0;
            }
            Tally ties = begun();
            passes.ties(c.y(), c.from(), c.to(), gap, ties);
            counted(c, ties, lowers, uppers);
            float[] gradient = blank(c.size());
            passes.gapGradient(c.y(), c.from(), c.to(), gap, gradient, GUARD);
            same(c.toString(), gradient, expected);
            float[] own = c.y().clone();
            passes.gapGradient(own, c.from(), c.to(), gap, own, c.from());
            same(
                    c + ": in place",
                    Arrays.copyOfRange(own, c.from(), c.to()),
                    Arrays.copyOfRange(expected, GUARD, GUARD + c.size()));
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void projectionsAreTheDefinition(FloatPasses passes) {
        for (Case c : CASES) {
            float[] x = blank(c.size());
            passes.project(c.y(), c.from(), c.to(), c.clip(), x, GUARD);
            guarded(c, x);
            for (int i = 0; i < c.size(); i++) {
                double expected = c.x(i);
                near(c, i, x[GUARD + i], expected, c.isActive(i) ? 2 * Math.ulp(UNIT) * expected : 0);
                near(c, i, x[GUARD + i], 0.5, 0.5);
            }
            float[] own = c.y().clone();
            passes.project(own, c.from(), c.to(), c.clip(), own, c.from());
            float[] inPlace = Arrays.copyOfRange(own, c.from(), c.to());
            same(c + ": in place", inPlace, Arrays.copyOfRange(x, GUARD, GUARD + c.size()));
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void massesAreThoseOfTheProjectionsWritten(FloatPasses passes) {
        for (Case c : CASES) {
            float[] x = blank(c.size());
            passes.project(c.y(), c.from(), c.to(), c.clip(), x, GUARD);
            double sum = 0;
            int active = 0;
            int ones = 0;
            for (int i = GUARD; i < GUARD + c.size(); i++) {
                sum += x[i] < 1 ? x[i] : 0;
                active += x[i] > 0 && x[i] < 1 ? 1 : 0;
                ones += x[i] == 1 ? 1 : 0;
            }
            double rounding = rounding(sum + ones, c.size());
            Tally read = begun();
            passes.mass(c.y(), c.from(), c.to(), c.clip(), read);
            counted(c, read, active, ones);
            assertThat(read.sum).as(c.toString()).isCloseTo(sum, within(rounding));
            Tally written = begun();
            float[] again = blank(c.size());
            passes.projectMass(c.y(), c.from(), c.to(), c.clip(), again, GUARD, written);
            same(c.toString(), again, x);
            counted(c, written, active, ones);
            assertThat(written.sum).as(c.toString()).isEqualTo(read.sum);
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void productsAreTheDefinition(FloatPasses passes) {
        for (Case c : CASES) {
            float[] product = blank(c.size());
            passes.multiply(c.y(), c.from(), c.to(), c.clip(), c.v(), GUARD, 0.3, product, GUARD);
            guarded(c, product);
            for (int i = 0; i < c.size(); i++) {
                double expected = c.isActive(i) ? (c.v(i) - 0.3) / c.clip().tau : 0;
                near(c, i, product[GUARD + i], expected, c.isActive(i) ? 4 * Math.ulp(UNIT) / c.clip().tau : 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void residualsAndGradientsAreTheDefinition(FloatPasses passes) {
        for (Case c : CASES) {
            for (boolean weighted : new boolean[] {false, true}) {
                float @Nullable [] w = weighted ? c.w() : null;
                float[] gradient = blank(c.size());
                passes.gradient(c.y(), c.from(), c.to(), c.clip(), c.v(), GUARD, w, GUARD, 0.3, 0.7, gradient, GUARD);
                guarded(c, gradient);
                long active = 0;
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < c.size(); i++) {
                    double weight = weighted ? c.w(i) : 1;
                    double residual = c.x(i) - c.v(i);
                    squares += weight * residual * residual;
                    double expected = 0;
                    double tolerance = 0;
                    if (c.isActive(i)) {
                        active++;
                        sum += weight * residual;
                        expected = 0.7 / c.clip().tau * (weight * residual - 0.3);
                        tolerance = 16 * Math.ulp(UNIT) / c.clip().tau;
                    }
                    near(c, i, gradient[GUARD + i], expected, tolerance);
                }
                Tally tally = begun();
                passes.residuals(c.y(), c.from(), c.to(), c.clip(), c.v(), GUARD, w, GUARD, tally);
                counted(c, tally, active, 0);
                double tolerance = 3 * rounding(2.0 * c.size(), c.size());
                assertThat(tally.sum).as("%s: sum", c).isCloseTo(sum, within(tolerance));
                assertThat(tally.squares).as("%s: squares", c).isCloseTo(squares, within(tolerance));
            }
        }
    }
}
