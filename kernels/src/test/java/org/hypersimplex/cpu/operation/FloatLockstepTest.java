package org.hypersimplex.cpu.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.hypersimplex.NarrowVectors;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Values;
import org.hypersimplex.reference.ReferenceBackend;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.ProjectionCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns are solved together, and in how few passes: what is left over is solved alone, rightly but slowly. */
@Tag("width")
class FloatLockstepTest {
    private static final int COLUMNS = 10;
    private static final float UNIT = 1;

    @BeforeEach
    void skipWithoutVectors() {
        NarrowVectors.skipWithoutVectors();
    }

    /** Solves columns together that begin at the thresholds, or at a sample where these are NaN. */
    private static FloatSolutions solve(float[] y, double share, double tau, double... thresholds) {
        FloatProjection projection = FloatVectorCases.projection();
        int rows = y.length / thresholds.length;
        double[] room = thresholds.clone();
        // Sets the mass, whatever the scores.
        projection.run(new ProjectionCall(
                Batch.columns(rows, thresholds.length),
                Values.of(new float[y.length]),
                Mass.of(Math.rint(share * rows)),
                tau,
                room,
                null,
                room,
                AllReduce.single()));
        projection.begin(Batch.columns(rows, thresholds.length), Values.of(y), tau, AllReduce.single());
        projection.threshold(thresholds, room);
        projection.solutions.reserve(thresholds.length);
        new FloatGroups(projection).solve();
        return projection.solutions;
    }

    private static double[] unknown() {
        double[] thresholds = new double[COLUMNS];
        Arrays.fill(thresholds, Double.NaN);
        return thresholds;
    }

    /** The passes that a column of ordinary matrices takes, on the mean; all are solved, each in so many at most. */
    private static double passes(int most, boolean guessed) {
        long sum = 0;
        int cases = 0;
        for (int rows : new int[] {64, 100, 127, 1017, 1024, 8192, 40_000}) {
            for (double tau : new double[] {0.5, 1.5, 20}) {
                for (double share : new double[] {0.37, 0.5}) {
                    String what = rows + " rows, tau " + tau + ", share " + share;
                    float[] y = FloatVectorCases.normal(rows * COLUMNS);
                    double[] thresholds = unknown();
                    if (guessed) {
                        solve(y, share, tau, thresholds).copyThresholds(thresholds, COLUMNS);
                        move(y, thresholds);
                    }
                    FloatSolutions solutions = solve(y, share, tau, thresholds);
                    assertThat(solutions.hasAll(COLUMNS)).as(what).isTrue();
                    assertThat(solutions.counts(COLUMNS)).as(what).isBetween(2L * COLUMNS, (long) most * COLUMNS);
                    sum += solutions.counts(COLUMNS);
                    cases++;
                }
            }
        }
        return (double) sum / (cases * COLUMNS);
    }

    /** As a step of training moves logits; the last column by more. */
    private static void move(float[] y, double... thresholds) {
        for (int i = 0; i < y.length; i++) {
            y[i] += 0.02f * y[i * 7 % y.length];
        }
        thresholds[COLUMNS - 1] += 0.1;
    }

    @Test
    void ordinaryColumnsTakeFewPasses() {
        assertThat(passes(10, false)).isLessThan(6.3);
    }

    @Test
    void columnsWhoseThresholdsAreAboutKnownTakeFewer() {
        assertThat(passes(6, true)).isLessThan(3.8);
    }

    /** All columns are shifted so that their thresholds are next to multiples of 1/1024, with no score at a kink. */
    @ParameterizedTest
    @CsvSource({"0.25, 9", "0.5, 7.5"})
    void aThresholdThatMayBeRoundTakesOnePassMore(double share, double most) {
        int rows = 1024;
        long passes = 0;
        int trials = 20;
        for (int trial = 0; trial < trials; trial++) {
            float[] y = FloatVectorCases.normal(rows * COLUMNS * (trial + 1));
            y = Arrays.copyOfRange(y, rows * COLUMNS * trial, y.length);
            double[] shifts = new double[COLUMNS];
            solve(y, share, 1.5, unknown()).copyThresholds(shifts, COLUMNS);
            for (int c = 0; c < COLUMNS; c++) {
                shifts[c] = Math.rint(shifts[c] * 1024) / 1024 - shifts[c];
            }
            for (int i = 0; i < y.length; i++) {
                y[i] = (float) (y[i] + shifts[i % COLUMNS]);
            }
            FloatSolutions solutions = solve(y, share, 1.5, unknown());
            double[] found = new double[COLUMNS];
            solutions.copyThresholds(found, COLUMNS);
            double[] exact = new double[COLUMNS];
            SoftBinaryArgmax.of(Math.rint(share * rows), 1.5)
                    .on(new ReferenceBackend())
                    .thresholds(Batch.columns(rows, COLUMNS), Values.of(y), exact);
            assertThat(solutions.hasAll(COLUMNS)).as("trial " + trial).isTrue();
            for (int c = 0; c < COLUMNS; c++) {
                assertThat(found[c])
                        .as("trial " + trial + ", column " + c)
                        .isCloseTo(exact[c], within(1.5 * (Math.ulp(UNIT) + 1e-14)));
            }
            passes += solutions.counts(COLUMNS) / COLUMNS;
        }
        assertThat((double) passes / trials).isLessThan(most);
    }

    /** More columns than one group has, and more rows than one thread reads at a time. */
    @Test
    void manyColumnsAreSolvedInGroups() {
        int columns = 2050;
        int rows = 130;
        float[] y = FloatVectorCases.normal(rows * columns);
        double[] thresholds = new double[columns];
        Arrays.fill(thresholds, Double.NaN);
        FloatSolutions solutions = solve(y, 0.5, 1.5, thresholds);
        double[] found = new double[columns];
        solutions.copyThresholds(found, columns);
        SoftBinaryArgmax.of(65, 1.5)
                .on(new ReferenceBackend())
                .thresholds(Batch.columns(rows, columns), Values.of(y), thresholds);
        int solved = 0;
        for (int c = 0; c < columns; c++) {
            if (solutions.has(c)) {
                solved++;
                assertThat(found[c]).as("column " + c).isCloseTo(thresholds[c], within(Math.ulp(UNIT) + 1e-14));
            }
        }
        assertThat(solved).isGreaterThan(2000);
    }

    /** Two groups of equal scores about a temperature apart: all are active, or none is. */
    @Test
    void columnsAtVerticesAndNextToThemAreSolvedRightlyOrAlone() {
        double[] gaps = {-0.5, -1e-3, -1e-4, -1e-6, 0, 1e-6, 1e-4, 1e-3, 0.5, 1};
        for (double upper : new double[] {1, 0.3, -7.7}) {
            float[] y = new float[120 * COLUMNS];
            for (int i = 0; i < y.length; i++) {
                boolean ones = i / COLUMNS % 3 == 0;
                y[i] = (float) (ones ? upper : upper - 1 - gaps[i % COLUMNS]);
            }
            FloatSolutions solutions = solve(y, 1 / 3.0, 1, unknown());
            double[] found = new double[COLUMNS];
            solutions.copyThresholds(found, COLUMNS);
            double[] exact = new double[COLUMNS];
            SoftBinaryArgmax.of(40, 1)
                    .on(new ReferenceBackend())
                    .thresholds(Batch.columns(120, COLUMNS), Values.of(y), exact);
            assertThat(solutions.has(0)).isTrue();
            for (int c = 0; c < COLUMNS; c++) {
                if (solutions.has(c)) {
                    assertThat(found[c])
                            .as(upper + ", column " + c)
                            .isCloseTo(exact[c], within(Math.ulp(UNIT) + 1e-14));
                }
            }
        }
    }

    @Test
    void columnsThatHaveToBeSolvedAloneLeaveTheOthersTogether() {
        float[] y = FloatVectorCases.normal(1000 * COLUMNS);
        for (int row = 0; row < 1000; row++) {
            // A vertex, and scores that are all the same, which make no trouble.
            y[row * COLUMNS + 3] = row % 2 == 0 ? 5 : -5;
            y[row * COLUMNS + 4] = 1;
        }
        y[500 * COLUMNS] = Float.NaN;
        y[501 * COLUMNS + 1] = Float.POSITIVE_INFINITY;
        y[502 * COLUMNS + 2] = Float.NEGATIVE_INFINITY;
        FloatSolutions solutions = solve(y, 0.5, 1.5, unknown());
        for (int c = 0; c < COLUMNS; c++) {
            assertThat(solutions.has(c)).as("column " + c).isEqualTo(c >= 4);
        }
    }

    /** Scores that are eighths: thresholds that are round numbers, at which entries are exactly 0 or 1, and vertices. */
    @Test
    void whatIsSolvedTogetherIsExactWhereEntriesAreAtKinks() {
        Random random = new Random(3);
        int solved = 0;
        for (int trial = 0; trial < 100; trial++) {
            int rows = 33 + random.nextInt(100);
            float[] y = new float[rows * COLUMNS];
            for (int i = 0; i < y.length; i++) {
                y[i] = random.nextInt(-16, 17) / 8f;
            }
            double tau = trial % 3 == 0 ? 1 : trial % 3 == 1 ? 0.5 : 4;
            double share = (1 + random.nextInt(7)) / 8.0;
            FloatSolutions solutions = solve(y, share, tau, unknown());
            double[] found = new double[COLUMNS];
            solutions.copyThresholds(found, COLUMNS);
            double[] exact = new double[COLUMNS];
            SoftBinaryArgmax.of(Math.rint(share * rows), tau)
                    .on(new ReferenceBackend())
                    .thresholds(Batch.columns(rows, COLUMNS), Values.of(y), exact);
            for (int c = 0; c < COLUMNS; c++) {
                if (solutions.has(c)) {
                    solved++;
                    String what = "trial " + trial + ", column " + c;
                    assertThat(found[c]).as(what).isCloseTo(exact[c], within(2 * tau * (Math.ulp(UNIT) + 1e-14)));
                    if (exact[c] * 64 == Math.rint(exact[c] * 64)) {
                        assertThat(found[c]).as(what).isEqualTo(exact[c]);
                    }
                }
            }
        }
        assertThat(solved).isGreaterThan(600);
    }

    /**
     * Pairs of scores whose x sum to 1, and scores exactly at both kinks, which only the threshold 0.25 itself leaves
     * there: sums on the way to it are rounded.
     */
    @Test
    void aRoundThresholdIsFoundToTheLastDigit() {
        Random random = new Random(4);
        int rows = 400;
        for (double tau : new double[] {1, 2}) {
            int solved = 0;
            int exact = 0;
            for (int trial = 0; trial < 20; trial++) {
                float[] y = new float[rows * COLUMNS];
                for (int i = 0; i < y.length; i += 2 * COLUMNS) {
                    for (int c = 0; c < COLUMNS; c++) {
                        // A quarter are at the kinks, in pairs that sum to 1, too.
                        int v = i % 8 == 0 ? 0 : random.nextInt(1 << 20);
                        y[i + c] = 0.25f + (float) (tau * 0x1p-20 * v);
                        y[i + COLUMNS + c] = 0.25f + (float) (tau * (1 - 0x1p-20 * v));
                    }
                }
                FloatSolutions solutions = solve(y, 0.5, tau, unknown());
                double[] found = new double[COLUMNS];
                solutions.copyThresholds(found, COLUMNS);
                for (int c = 0; c < COLUMNS; c++) {
                    if (solutions.has(c)) {
                        assertThat(found[c]).as("trial " + trial).isCloseTo(0.25, within(tau * Math.ulp(UNIT)));
                        exact += found[c] == 0.25 ? 1 : 0;
                        solved++;
                    }
                }
            }
            assertThat(solved).as("tau " + tau).isGreaterThan(180);
            // Sums in vectors of 128 bits, which have the longest lanes, are rounded too much for some few.
            int inexact = FloatVector.SPECIES_PREFERRED.vectorBitSize() == 128 ? 9 : 0;
            assertThat(solved - exact).as("tau " + tau).isBetween(0, inexact);
        }
    }
}
