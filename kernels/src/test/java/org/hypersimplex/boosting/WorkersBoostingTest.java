package org.hypersimplex.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.hypersimplex.Backends;
import org.hypersimplex.ThreadWorkers;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.junit.jupiter.api.Test;

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
}
