package org.hypersimplex.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hypersimplex.Batch;
import org.hypersimplex.KPolicy;
import org.hypersimplex.Values;
import org.junit.jupiter.api.Test;

/** Rows that lie on several workers: threads here, that see each other's numbers at a barrier. */
class RowUnionTest {
    /** Every worker's contribution to the exchange under way. */
    private static final class Exchange {
        private final double[][] given;
        private final CyclicBarrier barrier;

        Exchange(int workers) {
            given = new double[workers][];
            barrier = new CyclicBarrier(workers);
        }

        double[][] all(int worker, double[] numbers) {
            given[worker] = numbers.clone();
            await();
            double[][] all = given.clone();
            await();
            return all;
        }

        private void await() {
            try {
                barrier.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Worker(Exchange exchange, int index) implements RowUnion {
        @Override
        public void sum(double[] numbers) {
            double[] sums = new double[numbers.length];
            for (double[] part : exchange.all(index, numbers)) {
                Arrays.setAll(sums, i -> sums[i] + part[i]);
            }
            System.arraycopy(sums, 0, numbers, 0, sums.length);
        }

        @Override
        public void thresholds(Batch groups, Values scores, double[] k, double tau, double[] thresholds) {
            double[] own = IntStream.range(0, (int) scores.size())
                    .mapToDouble(scores::get)
                    .toArray();
            double[] all = Arrays.stream(exchange.all(index, own))
                    .flatMapToDouble(DoubleStream::of)
                    .toArray();
            RowUnion.local().thresholds(Batch.one(all.length), Values.of(all), k, tau, thresholds);
        }
    }

    private static double[] round(Sample sample, int from, int to, RowUnion union) {
        TrainingRows rows = TrainingRows.of(
                Values.of(Arrays.copyOfRange(sample.labels(), from, to)),
                Values.of(Arrays.copyOfRange(sample.weights(), from, to)));
        BoostingObjective objective =
                BoostingObjective.of(rows, KPolicy.positives(), GradientScale.ofMean(0.7, 3), union);
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
        double[] together = round(sample, 0, 900, RowUnion.local());
        Exchange exchange = new Exchange(3);
        List<Callable<double[]>> workers = new ArrayList<>();
        for (int w = 0; w < 3; w++) {
            int worker = w;
            workers.add(() -> round(sample, cuts[worker], cuts[worker + 1], new Worker(exchange, worker)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<double[]>> results = threads.invokeAll(workers);
            for (int w = 0; w < 3; w++) {
                int rows = cuts[w + 1] - cuts[w];
                double[] result = results.get(w).get();
                assertThat(Arrays.copyOf(result, rows))
                        .containsExactly(Arrays.copyOfRange(together, cuts[w], cuts[w + 1]), within(1e-14));
                assertThat(Arrays.copyOfRange(result, rows, rows + 3))
                        .containsExactly(Arrays.copyOfRange(together, 900, 903), within(1e-12));
            }
        }
    }
}
