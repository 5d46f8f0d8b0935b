package org.hypersimplex.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoostingObjectiveTest {
    private static final KPolicy POSITIVES = KPolicy.positives();

    private static double[] gradient(BoostingObjective objective, double[] scores) {
        double[] gradient = new double[scores.length];
        objective.gradient(Values.of(scores), Values.of(gradient));
        return gradient;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 5})
    void theGradientIsTheSlopeOfTheWeightedLossInEveryGroup(double tau) {
        for (long seed = 1; seed <= 20; seed++) {
            Sample drawn = Sample.draw(seed, 9, 1, 14);
            for (Sample sample : new Sample[] {drawn, drawn.unweighted()}) {
                GradientScale scale = new GradientScale(Reduction.HALF_SUM, tau, 1);
                BoostingObjective objective = BoostingObjective.of(sample.weightedRows(), POSITIVES, scale);
                double[] gradient = gradient(objective, sample.scores());
                for (int i = 0; i < gradient.length; i++) {
                    double step = 1e-6;
                    double[] up = sample.scores().clone();
                    double[] down = up.clone();
                    up[i] += step;
                    down[i] -= step;
                    double slope = (sample.halfSum(up, tau) - sample.halfSum(down, tau)) / (2 * step);
                    assertThat(gradient[i]).as("seed %d, row %d", seed, i).isCloseTo(slope, within(1e-5));
                }
                assertThat(objective.gradient(Values.of(sample.scores()), Values.of(gradient)))
                        .isCloseTo(sample.halfSum(sample.scores(), tau), within(1e-9));
            }
        }
    }

    @Test
    void theMeansGradientIsTheHalfSumsTimesTwoOverTheRowsThatTakePart() {
        Sample sample = Sample.draw(3, 30, 20);
        long taking = Arrays.stream(sample.weights()).filter(w -> w != 0).count();
        double[] sum = gradient(
                BoostingObjective.of(sample.weightedRows(), POSITIVES, scale(Reduction.HALF_SUM)), sample.scores());
        BoostingObjective mean =
                BoostingObjective.of(sample.weightedRows(), POSITIVES, new GradientScale(Reduction.MEAN, 1, 0.25));
        double[] scaled = gradient(mean, sample.scores());
        assertThat(mean.entries()).isEqualTo(taking);
        for (int i = 0; i < sum.length; i++) {
            assertThat(scaled[i]).isCloseTo(sum[i] * 0.25 * 2 / taking, within(1e-15));
        }
    }

    private static GradientScale scale(Reduction reduction) {
        return new GradientScale(reduction, 1, 1);
    }

    @Test
    void aRowOfWeightZeroIsAsGoodAsAbsentWhateverStandsInIt() {
        Sample sample = Sample.draw(7, 40);
        int[] kept =
                IntStream.range(0, 40).filter(i -> sample.weights()[i] != 0).toArray();
        double[] labels = pick(sample.labels(), kept);
        TrainingRows fewer = TrainingRows.of(Values.of(labels), Values.of(pick(sample.weights(), kept)));
        double[] expected = gradient(
                BoostingObjective.of(fewer, POSITIVES, GradientScale.probability()), pick(sample.scores(), kept));
        for (int i = 0; i < 40; i++) {
            if (sample.weights()[i] == 0) {
                sample.scores()[i] = i % 2 == 0 ? Double.NaN : 1e9;
                sample.labels()[i] = i % 2 == 0 ? Double.NaN : 17;
            }
        }
        double[] gradient = gradient(
                BoostingObjective.of(sample.weightedRows(), POSITIVES, GradientScale.probability()), sample.scores());
        assertThat(pick(gradient, kept)).containsExactly(expected, within(1e-12));
        assertThat(IntStream.range(0, 40).filter(i -> sample.weights()[i] == 0).mapToDouble(i -> gradient[i]))
                .containsOnly(0.0);
    }

    private static double[] pick(double[] from, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> from[i]).toArray();
    }

    @Test
    void aStepOfEtaMovesEveryResidualByEtaWhileNothingIsClipped() {
        double eta = 0.125;
        double[] labels = {1, 0, 0, 1, 1, 0, 1, 0};
        for (GradientScale scale : new GradientScale[] {
            GradientScale.probability(), GradientScale.ofMean(0.001, 0.001), GradientScale.ofMean(3, 1)
        }) {
            BoostingObjective objective =
                    BoostingObjective.of(TrainingRows.of(Values.of(labels)), KPolicy.fixed(3), scale);
            double rate = scale.learningRate(eta, labels.length);
            assertThat(scale.eta(rate, labels.length)).isCloseTo(eta, within(1e-15));
            double[] scores = new double[labels.length];
            double[] gradient = gradient(objective, scores);
            for (int i = 0; i < scores.length; i++) {
                scores[i] -= rate * gradient[i];
            }
            gradient(objective, scores);
            double mean = 0.5;
            for (int i = 0; i < scores.length; i++) {
                double x = (scores[i] - objective.thresholds()[0]) / scale.tau();
                assertThat(x).isCloseTo(3.0 / 8 + eta * (labels[i] - mean), within(1e-12));
            }
        }
    }

    @Test
    void whileNothingIsClippedTheGradientIsSquaredErrorsUpToItsMean() {
        Sample sample = Sample.draw(5, 25).unweighted();
        double[] close = Arrays.stream(sample.scores()).map(s -> 0.01 * s).toArray();
        double[] gradient =
                gradient(BoostingObjective.of(sample.rows(), KPolicy.fixed(10), GradientScale.probability()), close);
        double[] squared = IntStream.range(0, 25)
                .mapToDouble(i -> close[i] - sample.labels()[i])
                .toArray();
        double mean = Arrays.stream(squared).average().orElseThrow();
        assertThat(gradient)
                .containsExactly(Arrays.stream(squared).map(g -> g - mean).toArray(), within(1e-12));
    }

    @Test
    void theGradientSumsToZeroInEveryGroupAndAShiftChangesNothing() {
        Sample sample = Sample.draw(11, 50, 70);
        BoostingObjective objective =
                BoostingObjective.of(sample.weightedRows(), POSITIVES, GradientScale.probability());
        double[] gradient = gradient(objective, sample.scores());
        assertThat(Arrays.stream(gradient).limit(50).sum()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(gradient).skip(50).sum()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(gradient).filter(g -> g != 0)).isNotEmpty();
        double[] shifted = IntStream.range(0, 120)
                .mapToDouble(i -> sample.scores()[i] + (i < 50 ? 3 : -8))
                .toArray();
        assertThat(gradient(objective, shifted)).containsExactly(gradient, within(1e-12));
    }

    @Test
    void aRoundAfterOthersGivesWhatAFreshObjectiveGives() {
        Sample sample = Sample.draw(13, 9000);
        BoostingObjective old = BoostingObjective.of(sample.rows(), POSITIVES, GradientScale.probability());
        for (int round = 0; round < 5; round++) {
            double[] scores = sample.scores();
            double[] warm = gradient(old, scores);
            BoostingObjective fresh = BoostingObjective.of(sample.rows(), POSITIVES, GradientScale.probability());
            assertThat(warm).containsExactly(gradient(fresh, scores), within(1e-12));
            for (int i = 0; i < scores.length; i++) {
                scores[i] -= 0.3 * warm[i];
            }
        }
    }

    @Test
    void beforeTheFirstRoundEveryThresholdIsUnknown() {
        Sample sample = Sample.draw(3, 5, 7);
        assertThat(BoostingObjective.of(sample.rows(), POSITIVES, GradientScale.probability())
                        .thresholds())
                .containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void floatsDoublesAndSegmentsGiveTheSame() {
        Sample sample = Sample.draw(17, 5000, 4001);
        double[] expected = gradient(
                BoostingObjective.of(sample.weightedRows(), POSITIVES, GradientScale.probability()), sample.scores());
        int n = expected.length;
        try (Arena arena = Arena.ofConfined()) {
            Values labels = Values.of(floats(sample.labels()));
            Values weights = Values.ofFloats(offHeap(arena, sample.weights()));
            Values scores = Values.ofFloats(offHeap(arena, sample.scores()));
            MemorySegment gradient = arena.allocate((long) n * Float.BYTES, Float.BYTES);
            BoostingObjective objective = BoostingObjective.of(
                    TrainingRows.of(labels, weights).withGroups(sample.groups()),
                    POSITIVES,
                    GradientScale.probability());
            objective.gradient(scores, Values.ofFloats(gradient));
            float[] onHeap = floats(sample.scores());
            BoostingObjective another = BoostingObjective.of(
                    TrainingRows.of(labels, weights).withGroups(sample.groups()),
                    POSITIVES,
                    GradientScale.probability());
            another.gradient(Values.of(onHeap), Values.of(onHeap));
            for (int i = 0; i < n; i++) {
                assertThat((double) gradient.getAtIndex(ValueLayout.JAVA_FLOAT, i))
                        .isCloseTo(expected[i], within(1e-6));
                assertThat(onHeap[i]).isEqualTo(gradient.getAtIndex(ValueLayout.JAVA_FLOAT, i));
            }
        }
    }

    private static MemorySegment offHeap(Arena arena, double[] from) {
        return arena.allocate((long) from.length * Float.BYTES, Float.BYTES)
                .copyFrom(MemorySegment.ofArray(floats(from)));
    }

    private static float[] floats(double[] from) {
        float[] to = new float[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) from[i];
        }
        return to;
    }

    @Test
    void theHessianIsTheWeightOrOne() {
        Sample sample = Sample.draw(19, 5000);
        float[] hessian = new float[5000];
        BoostingObjective.of(sample.weightedRows(), POSITIVES, GradientScale.probability())
                .hessian(Values.of(hessian));
        assertThat(hessian).containsExactly(floats(sample.weights()));
        BoostingObjective.of(sample.rows(), POSITIVES, GradientScale.probability())
                .hessian(Values.of(hessian));
        assertThat(hessian).containsOnly(1f);
    }

    @Test
    void badInputIsNamedAndTheGradientStays() {
        TrainingRows rows = TrainingRows.of(new float[] {0, 1, 1});
        BoostingObjective objective = BoostingObjective.of(rows, POSITIVES, GradientScale.probability());
        float[] gradient = {7, 7, 7};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.gradient(Values.of(new float[] {1, Float.NaN, 2}), Values.of(gradient)))
                .withMessage("entry 1 of problem 0: score is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.gradient(Values.of(new float[2]), Values.of(gradient)))
                .withMessage("2 scores for 3 rows");
        assertThat(gradient).containsOnly(7f);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.gradient(Values.of(new float[3]), Values.of(new float[4])))
                .withMessage("4 gradients for 3 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRows.of(new float[] {0, 0.5f}))
                .withMessage("label of row 1 must be 0 or 1, was 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRows.of(new float[0]))
                .withMessageContaining("were 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.withGroups(2, 2))
                .withMessage("groups have 4 rows of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRows.of(rows.labels(), Values.of(new float[] {1, -2, 1})))
                .withMessage("entry 1 of problem 0: weight must be finite and at least 0, was -2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoostingObjective.of(
                        TrainingRows.of(rows.labels(), Values.of(new float[3])),
                        POSITIVES,
                        GradientScale.probability()))
                .withMessage("no row takes part: all weights are 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientScale.ofMean(0, 1))
                .withMessage("tau must be positive and finite, was 0.0");
    }
}
