package org.hypersimplex.cpu.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.hypersimplex.NarrowVectors;
import org.hypersimplex.cpu.pass.FloatColumns;
import org.hypersimplex.cpu.pass.FloatPiece;
import org.hypersimplex.cpu.pass.FloatRowPasses;
import org.hypersimplex.cpu.pass.FloatTallies;
import org.hypersimplex.cpu.pass.RowPass;
import org.hypersimplex.cpu.pass.VectorFloatPasses;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passes a threshold takes to be confirmed from where it starts, and what is left to be solved alone. */
class FloatExactStepsTest {
    private static final float UNIT = 1;
    /** What Σ x may be off by, beside a mass of 1 or less. */
    private static final double ACCURACY = Math.max(Math.ulp(UNIT), 0x1p-48);

    @BeforeEach
    void skipWithoutVectors() {
        NarrowVectors.skipWithoutVectors();
    }

    /** Columns of scores, all as long as the first. */
    private static final class Columns implements FloatExactSteps.Passes {
        final FloatExactSteps exact = new FloatExactSteps();
        final FloatColumns columns = new FloatColumns();
        final FloatPiece piece = new FloatPiece();
        final FloatTallies sums = new FloatTallies();
        final FloatTallies partition = new FloatTallies();
        final FloatRowPasses passes = Objects.requireNonNull(new VectorFloatPasses().rows());
        final FloatProjection operation = FloatVectorCases.projection();
        final double[] thresholds;
        /** The passes made: s for sums, p for a partition. */
        String made = "";

        Columns(double tau, float[]... scores) {
            int count = scores.length;
            int rows = scores[0].length;
            float[] y = new float[rows * count];
            for (int i = 0; i < y.length; i++) {
                y[i] = scores[i % count][i / count];
            }
            thresholds = new double[count];
            operation.begin(Batch.columns(rows, count), Values.of(y), tau, AllReduce.single());
            operation.solutions.reserve(count);
            exact.begin(count, rows, columns.clip.temperature(tau));
            passes.lay(columns, 0, count, count);
            piece.scores = y;
            piece.rows = rows;
            piece.stride = count;
        }

        /** Begins a column at a threshold. */
        Columns from(int column, double mass, double threshold) {
            exact.open[column] = true;
            exact.mass[column] = mass;
            exact.pivots[column] = exact.round(threshold);
            exact.steps[column] = threshold - exact.pivots[column];
            return this;
        }

        /** Takes steps, and returns the passes made. */
        String run() {
            FloatTallies found = exact.run(columns, this);
            exact.adopt(operation, 0, columns.clip, found, made.length());
            operation.solutions.copyThresholds(thresholds, thresholds.length);
            return made;
        }

        boolean has(int column) {
            return operation.solutions.has(column);
        }

        double found(int column) {
            assertThat(has(column)).as("column " + column + " after " + made).isTrue();
            return thresholds[column];
        }

        @Override
        public FloatTallies sums() {
            made += "s";
            passes.pass(RowPass.CONFIRM, piece, columns, sums);
            return sums;
        }

        @Override
        public FloatTallies partition() {
            made += "p";
            passes.pass(RowPass.PARTITION, piece, columns, partition);
            return partition;
        }
    }

    private static Columns one(double tau, double mass, double from, float... scores) {
        return new Columns(tau, scores).from(0, mass, from);
    }

    private static float[] scores(double... scores) {
        float[] y = new float[scores.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) scores[i];
        }
        return y;
    }

    /** Scores as given, and others far below. */
    private static float[] padded(int length, double... scores) {
        float[] y = new float[length];
        Arrays.fill(y, -50);
        System.arraycopy(scores(scores), 0, y, 0, scores.length);
        return y;
    }

    /** One entry is 1; the others' x, between 0.15 and 1.15, sum to 0.7 at the threshold 0.15. */
    private static final double[] BETWEEN = {-5, 0.25, 0.75, 5};

    @Test
    void aThresholdThatIsRightIsConfirmedByItsSums() {
        Columns columns = one(1, 1.7, 0.15, scores(BETWEEN));
        assertThat(columns.run()).isEqualTo("s");
        assertThat(columns.found(0)).isCloseTo(0.15, within(ACCURACY / 4));
    }

    @Test
    void aStepToTheSamePartitionIsConfirmedByCounting() {
        for (double from : new double[] {0.1, 0.2}) {
            Columns columns = one(1, 1.7, from, scores(BETWEEN));
            assertThat(columns.run()).isEqualTo("sp");
            assertThat(columns.found(0)).isCloseTo(0.15, within(ACCURACY / 4));
        }
    }

    /** At 0.5 a score less is active, and the step from there leads to 0.05. */
    @Test
    void aStepToAnotherPartitionTakesSumsThere() {
        Columns columns = one(1, 1.7, 0.5, scores(BETWEEN));
        assertThat(columns.run()).isEqualTo("spsp");
        assertThat(columns.found(0)).isCloseTo(0.15, within(ACCURACY / 4));
    }

    @Test
    void aStepToAnotherPartitionWithoutOnesTakesSumsThere() {
        Columns columns = one(1, 0.7, 0.5, scores(-5, -5, 0.25, 0.75));
        assertThat(columns.run()).isEqualTo("spsp");
        assertThat(columns.found(0)).isCloseTo(0.15, within(ACCURACY / 4));
    }

    @Test
    void aWholeMassThatIsNoVertexIsConfirmed() {
        Columns columns = one(1, 2, 0.3, scores(-5, 0.2, 0.7, 1.1, 5));
        assertThat(columns.run()).isEqualTo("sp");
        assertThat(columns.found(0)).isCloseTo(0.4, within(ACCURACY / 4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 1, 4})
    void aStepThatIsTooShortToMatterIsTheLast(double tau) {
        float[] y = scores(-5 * tau, 0.25 * tau, 0.75 * tau, 5 * tau);
        // Four entries may be off by the accuracy together, and 1.7 times as much, as Σ x is so large.
        double allowed = 1.7 * ACCURACY * tau / 4;
        assertThat(one(tau, 1.7, 0.15 * tau + 0.8 * allowed, y).run()).isEqualTo("s");
        assertThat(one(tau, 1.7, 0.15 * tau - 0.8 * allowed, y).run()).isEqualTo("s");
        assertThat(one(tau, 1.7, 0.15 * tau + 1.3 * allowed, y).run()).isEqualTo("sp");
        assertThat(one(tau, 1.7, 0.15 * tau - 1.3 * allowed, y).run()).isEqualTo("sp");
    }

    @Test
    void aMassBelowOneAllowsNoLessThanOne() {
        double allowed = ACCURACY / 3;
        float[] y = scores(0.25, 0.75, -5);
        assertThat(one(1, 0.7, 0.15 + 0.8 * allowed, y).run()).isEqualTo("s");
        assertThat(one(1, 0.7, 0.15 + 1.3 * allowed, y).run()).isEqualTo("sp");
    }

    @Test
    void aColumnThatIsConfirmedWaitsForTheOthers() {
        Columns columns = new Columns(1, scores(BETWEEN), scores(BETWEEN), scores(BETWEEN))
                .from(0, 1.7, 0.15)
                .from(1, 1.7, 0.5)
                .from(2, 1.7, 0.1);
        assertThat(columns.run()).isEqualTo("spsp");
        for (int c = 0; c < 3; c++) {
            assertThat(columns.found(c)).isCloseTo(0.15, within(ACCURACY / 4));
        }
        // The last sums are of where the step from 0.1 led.
        assertThat(columns.exact.lasts[2]).isCloseTo(0, within(ACCURACY / 4));
    }

    @Test
    void aColumnThatIsClosedIsNeitherWaitedForNorFound() {
        Columns columns = new Columns(1, scores(BETWEEN), scores(BETWEEN))
                .from(0, 1.7, 0.15)
                .from(1, 1.7, 0.5);
        columns.exact.open[1] = false;
        assertThat(columns.run()).isEqualTo("s");
        assertThat(columns.has(1)).isFalse();
    }

    /** Newton's method goes to and fro between 1.55 and -0.05. */
    @Test
    void whatIsNotFoundAfterFourStepsIsLeft() {
        Columns columns = one(1, 2.25, 1.55, scores(0.8, 1.3, 1.3, 2.2));
        assertThat(columns.run()).isEqualTo("spspspsp");
        assertThat(columns.has(0)).isFalse();
    }

    /** Their x sum to 1/8 at the threshold 0.25, to which a step from 0.1 leads but for its rounding. */
    private static final double[] ROUND = {0.25 + 0x3p-7, 0.25 + 0x5p-7, 0.25 + 0x8p-7};

    @Test
    void aRoundThresholdInTheSamePartitionIsConfirmedByCounting() {
        double mass = 1 + 0x1p-3;
        Columns columns = one(1, mass, 0.1, scores(-5, ROUND[0], ROUND[1], ROUND[2], 5));
        assertThat(columns.run()).isEqualTo("sp");
        assertThat(columns.found(0)).isEqualTo(0.25);
    }

    /** Among so many entries with so small a mass, only sums at the round number tell whether it is the solution. */
    @Test
    void aRoundThresholdThatIsNotNearEnoughIsTriedByItsSums() {
        // Too little for a step from the round number to matter, but more than counting confirms.
        double little = 0x1p-7 * ACCURACY;
        Columns columns = one(1, 0x1p-3 - 3 * little, 0.1, padded(256, ROUND));
        assertThat(columns.run()).isEqualTo("sps");
        assertThat(columns.found(0)).isEqualTo(0.25);
    }

    /** With so many entries, Σ x may be off at the round number, though each x is right to its last digit. */
    @Test
    void aRoundThresholdAtWhichTheSumIsOffIsNotTheSolution() {
        double little = 0x1p-7 * ACCURACY;
        Columns columns = one(1, 0x1p-3 - 3 * little, 0.1, padded(1 << 15, ROUND));
        assertThat(columns.run()).isEqualTo("spsp");
        assertThat(columns.found(0)).isCloseTo(0.25 + little, within(little / 4));
    }

    @Test
    void aThresholdBesideARoundOneIsFoundInTheEnd() {
        // Too much for the round number to be the solution, but not for it to be tried.
        double off = 0.2 * ACCURACY;
        Columns columns = one(1, 0x1p-3 - 3 * off, 0.1, padded(256, ROUND));
        assertThat(columns.run()).isEqualTo("spsp");
        assertThat(columns.found(0)).isCloseTo(0.25 + off, within(off / 4));
    }

    /** Whether a score at the round threshold is active is not known before it is tried. */
    @Test
    void aScoreAtARoundThresholdIsZero() {
        double mass = 1 + 0x1p-3;
        float[] y = scores(-5, 0.25, ROUND[0], ROUND[1], ROUND[2], 5);
        Columns columns = one(1, mass, 0.1, y);
        assertThat(columns.run()).isEqualTo("sps");
        assertThat(columns.found(0)).isEqualTo(0.25);
        // As near to it as sums tell, but not nearer than they may be rounded.
        double little = 0x1p-5 * ACCURACY;
        Columns near = one(1, mass - 3 * little, 0.1, y);
        assertThat(near.run()).isEqualTo("sps");
        assertThat(near.found(0)).isEqualTo(0.25);
    }

    /** Two entries are all but 0, and one is 1, as at the vertex. */
    @Test
    void whatMayBeAVertexIsLeft() {
        double little = 0x1p-5 * ACCURACY;
        float x = 0.15f;
        float[] y = {-5, x, x, 5};
        Columns columns = one(1, 1, x - little, y);
        assertThat(columns.run()).isEqualTo("s");
        assertThat(columns.has(0)).isFalse();
        // As near to 1 as can be.
        Columns ones = one(1, 3, x - 1 + little, y);
        assertThat(ones.run()).isEqualTo("s");
        assertThat(ones.has(0)).isFalse();
        double mass = 1 + 2 * little;
        assertThat(mass).isGreaterThan(1);
        Columns beside = one(1, mass, x - little, y);
        assertThat(beside.run()).isEqualTo("s");
        assertThat(beside.found(0)).isCloseTo(x - little, within(little / 4));
    }
}
