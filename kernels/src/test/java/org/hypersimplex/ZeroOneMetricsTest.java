package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

class ZeroOneMetricsTest {
    /** Four samples of three classes, a sample a row. */
    private static final double[] LOGITS = {2, 1, 0, 0, 3, 1, 1, 0, 4, 5, 4, 4.5};

    private static final int[] CLASSES = {0, 1, 2, 2};
    private static final Batch COLUMNS = Batch.columns(4, 3);

    @Test
    void argmaxErrorIsTheShareOfWrongSamples() {
        assertThat(ZeroOneMetrics.argmaxError(COLUMNS, Values.of(LOGITS), new double[3], CLASSES))
                .isEqualTo(0.25);
    }

    @Test
    void thresholdsShiftTheArgmax() {
        assertThat(ZeroOneMetrics.argmaxError(COLUMNS, Values.of(LOGITS), new double[] {1, 0.5, 0}, CLASSES))
                .isEqualTo(0);
    }

    @Test
    void argmaxTakesTheLowestOfEqualClasses() {
        double[] tied = {1, 1, 1, 1};
        assertThat(ZeroOneMetrics.argmaxError(Batch.columns(2, 2), Values.of(tied), new double[2], new int[] {0, 0}))
                .isEqualTo(0);
    }

    @Test
    void errorAtThresholdsCountsDisagreementsOfEachClass() {
        double[] errors = ZeroOneMetrics.errorAtThresholds(
                COLUMNS, Values.of(LOGITS), new double[] {1.5, 2, 2}, Targets.classIds(CLASSES));
        assertThat(errors).containsExactly(0.25, 0.25, 0);
    }

    @Test
    void entriesOfWeightZeroDontCount() {
        Targets targets = Targets.classIds(CLASSES).withRowWeights(Values.of(new double[] {1, 1, 1, 0}));
        assertThat(ZeroOneMetrics.errorAtThresholds(COLUMNS, Values.of(LOGITS), new double[] {1.5, 2, 2}, targets))
                .containsExactly(0, 0, 0);
    }

    @Test
    void precisionAtKIsTheShareOfPositivesAmongTheLargest() {
        double[] precision = ZeroOneMetrics.precisionAtK(COLUMNS, Values.of(LOGITS), 2, Targets.classIds(CLASSES));
        assertThat(precision).containsExactly(0.5, 0.5, 1);
    }

    @Test
    void violationIsTheDistanceOfTheSumFromK() {
        double[] x = {0.5, 0.25, 1, 1};
        assertThat(ZeroOneMetrics.violation(Batch.rows(2, 2), Values.of(x), 1, 1.5))
                .containsExactly(new double[] {0.25, 0.5}, within(1e-15));
    }

    @Test
    void badInputIsNamed() {
        double[] nan = {0, Double.NaN};
        assertThatThrownBy(() -> ZeroOneMetrics.violation(Batch.one(2), Values.of(nan), 1))
                .hasMessage("entry 1 of problem 0: score is NaN");
        assertThatThrownBy(() ->
                        ZeroOneMetrics.argmaxError(COLUMNS, Values.of(LOGITS), new double[3], new int[] {0, 1, 2, 3}))
                .hasMessage("entry 3: class id must be in [0, 2], was 3");
        assertThatThrownBy(() -> ZeroOneMetrics.argmaxError(
                        Batch.ragged(2, 3), Values.of(new double[5]), new double[2], new int[] {0, 1, 1}))
                .hasMessageContaining("equally many samples");
        assertThatThrownBy(() -> ZeroOneMetrics.precisionAtK(COLUMNS, Values.of(LOGITS), 5, Targets.classIds(CLASSES)))
                .hasMessageContaining("must be in [0, 4], was 5");
    }

    @Test
    void aScoreAtItsThresholdIsNegativeAndSoIsATargetOfOneHalf() {
        double[] scores = {1, 1, 2, 2};
        double[] targets = {0, 0.5, 0.75, 1};
        Values t = Values.of(targets);
        assertThat(ZeroOneMetrics.errorAtThresholds(
                        Batch.one(4), Values.of(scores), new double[] {1}, Targets.matrix(t)))
                .containsExactly(0);
        assertThat(ZeroOneMetrics.precisionAtK(Batch.one(4), Values.of(targets), 3, Targets.matrix(t)))
                .containsExactly(2.0 / 3);
    }

    @Test
    void theLargestScoreAloneMayBeLookedAt() {
        assertThat(ZeroOneMetrics.precisionAtK(COLUMNS, Values.of(LOGITS), 1, Targets.classIds(CLASSES)))
                .containsExactly(0, 0, 1);
        assertThatThrownBy(() -> ZeroOneMetrics.precisionAtK(COLUMNS, Values.of(LOGITS), 0, Targets.classIds(CLASSES)))
                .isInstanceOf(InputException.class)
                .hasMessage("k must be at least 1, was 0");
    }

    @Test
    void argumentsWhoseSizesDoNotFitAreRefused() {
        Values logits = Values.of(LOGITS);
        Values few = Values.of(new double[11]);
        double[] zeros = new double[3];
        Targets classes = Targets.classIds(CLASSES);
        Targets fewer = Targets.classIds(new int[3]);
        String tooFewScores = "scores has 11 numbers, the batch reaches 12";
        String tooFewClasses = "3 class ids for problems of 4 entries";
        refuses(() -> ZeroOneMetrics.errorAtThresholds(COLUMNS, few, zeros, classes), tooFewScores);
        refuses(() -> ZeroOneMetrics.argmaxError(COLUMNS, few, zeros, CLASSES), tooFewScores);
        refuses(() -> ZeroOneMetrics.precisionAtK(COLUMNS, few, 1, classes), tooFewScores);
        refuses(() -> ZeroOneMetrics.violation(COLUMNS, few, 1), "x has 11 numbers, the batch reaches 12");
        refuses(() -> ZeroOneMetrics.errorAtThresholds(COLUMNS, logits, zeros, fewer), tooFewClasses);
        refuses(() -> ZeroOneMetrics.argmaxError(COLUMNS, logits, zeros, new int[3]), tooFewClasses);
        refuses(() -> ZeroOneMetrics.precisionAtK(COLUMNS, logits, 1, fewer), tooFewClasses);
        refuses(
                () -> ZeroOneMetrics.errorAtThresholds(COLUMNS, logits, new double[2], classes),
                "2 thresholds for 3 problems");
        refuses(
                () -> ZeroOneMetrics.argmaxError(COLUMNS, logits, new double[2], CLASSES),
                "2 thresholds for 3 problems");
        refuses(() -> ZeroOneMetrics.violation(COLUMNS, logits, 1, 2, 3, 4), "4 values of k for 3 problems");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessageContaining(message);
    }
}
