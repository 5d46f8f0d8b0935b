package org.hypersimplex.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.hypersimplex.Backends;
import org.hypersimplex.ThreadWorkers;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Boosting over rows that lie on several workers, which are threads here. */
class WorkersBoostingTest {
    private static double[] round(Sample sample, int from, int to, AllReduce workers) {
        TrainingRows rows = TrainingRows.of(
                Values.of(Arrays.copyOfRange(sample.labels(), from, to)),
                Values.of(Arrays.copyOfRange(sample.weights(), from, to)));
        BoostingObjective objective =
                BoostingObjective.of(rows, KPolicy.positives(), GradientScale.ofMean(0.7, 3), Backends.cpu(), workers);
        Values scores = Values.of(Arrays.copyOfRange(sample.scores(), from, to));
        double[] gradient = new double[to - from];
        double loss = objective.gradient(scores, Values.of(gradient));
        ScoreScale scale = objective.scoreScales(scores).getFirst();
        return DoubleStream.concat(
                        DoubleStream.of(gradient), DoubleStream.of(loss, scale.threshold(), scale.decision()))
                .toArray();
    }

    @Test
    void rowsOnThreeWorkersGiveWhatTheSameRowsGiveInOneProcess() throws Exception {
        Sample sample = Sample.draw(31, 900);
        int[] cuts = {0, 100, 450, 900};
        double[] together = round(sample, 0, 900, AllReduce.single());
        List<double[]> results =
                ThreadWorkers.run(3, (worker, all) -> round(sample, cuts[worker], cuts[worker + 1], all));
        for (int w = 0; w < 3; w++) {
            int rows = cuts[w + 1] - cuts[w];
            double[] result = results.get(w);
            assertThat(Arrays.copyOf(result, rows))
                    .containsExactly(Arrays.copyOfRange(together, cuts[w], cuts[w + 1]), within(1e-14));
            assertThat(Arrays.copyOfRange(result, rows, rows + 3))
                    .containsExactly(Arrays.copyOfRange(together, 900, 903), within(1e-12));
            assertThat(Arrays.copyOfRange(result, rows, rows + 3))
                    .containsExactly(Arrays.copyOfRange(results.getFirst(), cuts[1], cuts[1] + 3));
        }
    }

    private static final int[] GROUPS = {60, 1, 240, 150, 349};
    private static final int[] CUTS = {0, 61, 451, 800};
    private static final int[][] OWN = {{60, 1}, {240, 150}, {349}};

    /** What a worker gets that has some of the groups: its gradient, its thresholds, and the loss. */
    private record Round(List<Double> gradient, List<Double> thresholds, double loss) {
        static Round of(Sample sample, int from, int to, int[] groups, Reduction reduction, AllReduce workers) {
            TrainingRows rows = TrainingRows.of(
                            Values.of(Arrays.copyOfRange(sample.labels(), from, to)),
                            Values.of(Arrays.copyOfRange(sample.weights(), from, to)))
                    .withGroups(groups);
            Values scores = Values.of(Arrays.copyOfRange(sample.scores(), from, to));
            return of(
                    BoostingObjective.ofWholeGroups(
                            rows, KPolicy.positives(), new GradientScale(reduction, 0.7, 3), Backends.cpu(), workers),
                    scores);
        }

        /** All groups in one process, where nothing is asked of other workers. */
        static Round alone(Sample sample, Reduction reduction) {
            return of(
                    BoostingObjective.of(
                            sample.weightedRows(), KPolicy.positives(), new GradientScale(reduction, 0.7, 3)),
                    Values.of(sample.scores()));
        }

        private static Round of(BoostingObjective objective, Values scores) {
            double[] gradient = new double[Math.toIntExact(scores.size())];
            Arrays.fill(gradient, Double.NaN);
            double loss = objective.gradient(scores, Values.of(gradient));
            return new Round(
                    DoubleStream.of(gradient).boxed().toList(),
                    objective.scoreScales(scores).stream()
                            .map(ScoreScale::threshold)
                            .toList(),
                    loss);
        }

        static List<Round> ofThree(Sample sample, Reduction reduction) throws Exception {
            return ThreadWorkers.run(
                    3, (worker, all) -> of(sample, CUTS[worker], CUTS[worker + 1], OWN[worker], reduction, all));
        }
    }

    @ParameterizedTest
    @EnumSource
    void wholeGroupsOnThreeWorkersGiveWhatTheyGiveInOneProcess(Reduction reduction) throws Exception {
        Sample sample = Sample.draw(41, GROUPS);
        Round together = Round.alone(sample, reduction);
        List<Round> rounds = Round.ofThree(sample, reduction);
        assertThat(numbers(rounds, Round::gradient))
                .containsExactly(numbers(List.of(together), Round::gradient), within(1e-14));
        assertThat(numbers(rounds, Round::thresholds))
                .containsExactly(numbers(List.of(together), Round::thresholds), within(1e-14));
        for (Round round : rounds) {
            assertThat(round.loss()).isCloseTo(together.loss(), within(1e-9)).isPositive();
        }
    }

    private static double[] numbers(List<Round> rounds, Function<Round, List<Double>> part) {
        return rounds.stream()
                .flatMap(round -> part.apply(round).stream())
                .mapToDouble(x -> x)
                .toArray();
    }

    @Test
    void aWorkerWhoseWeightsAreAllZeroTakesPartWithAGradientOfZero() throws Exception {
        Sample sample = Sample.draw(43, GROUPS);
        Arrays.fill(sample.weights(), CUTS[1], CUTS[2], 0);
        List<Round> rounds = Round.ofThree(sample, Reduction.MEAN);
        assertThat(rounds.get(1).gradient()).containsOnly(0.0);
        Round together = Round.alone(sample, Reduction.MEAN);
        assertThat(numbers(rounds, Round::gradient))
                .containsExactly(numbers(List.of(together), Round::gradient), within(1e-14));
        Arrays.fill(sample.weights(), 0);
        assertThatThrownBy(() -> Round.ofThree(sample, Reduction.MEAN))
                .hasMessageContaining("no row takes part: all weights are 0");
    }

    @Test
    void aScoreOfOneWorkersGroupsThatIsNaNIsAnErrorOnAll() throws Exception {
        Sample sample = Sample.draw(47, GROUPS);
        Arrays.fill(sample.weights(), 1);
        sample.scores()[CUTS[1] + 250] = Double.NaN;
        List<String> messages = ThreadWorkers.run(
                3,
                (worker, all) -> String.valueOf(catchThrowable(
                        () -> Round.of(sample, CUTS[worker], CUTS[worker + 1], OWN[worker], Reduction.HALF_SUM, all))));
        assertThat(messages.get(0)).contains("another worker refused its part of the call");
        assertThat(messages.get(1)).contains("entry 10 of problem 1: score is NaN");
        assertThat(messages.get(2)).contains("another worker refused its part of the call");
    }
}
