package org.hypersimplex.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.xgboost.WorkerProcess.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training by a tracker and worker processes, each with its share of the rows. */
class DistributedTrainingTest {
    private static final int[] OTHERS = {0, 2};
    private static final int TRIES = 3;

    private final Path folder;

    DistributedTrainingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyWorkerGetsTheSameModelAndTheThresholdsOfAllRowsTogether(int count) throws Exception {
        check(count, Fault.NONE, WorkerProcess.table());
    }

    @Test
    void aWorkerWithoutRowsTakesPart() throws Exception {
        // Worker 1 of 3 has none, so nobody has the middle third.
        Table all = WorkerProcess.table();
        int third = WorkerProcess.ROWS / 3;
        check(3, Fault.NO_ROWS, all.part(0, third).and(all.part(WorkerProcess.ROWS * 2 / 3, WorkerProcess.ROWS)));
    }

    private void check(int count, Fault fault, Table union) throws Exception {
        try (Workers workers = new Workers(count, fault, false, folder)) {
            for (int w = 0; w < count; w++) {
                assertThat(workers.status(w)).as(workers.output(w)).isZero();
                assertThat(workers.file(w, WorkerProcess.MODEL)).isEqualTo(workers.file(0, WorkerProcess.MODEL));
                assertThat(workers.file(w, WorkerProcess.THRESHOLDS))
                        .isEqualTo(workers.file(0, WorkerProcess.THRESHOLDS));
            }
            Booster model = XGBoost.loadModel(workers.file(0, WorkerProcess.MODEL));
            double[] found = new String(workers.file(0, WorkerProcess.THRESHOLDS), StandardCharsets.UTF_8)
                    .lines()
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(found).hasSize(WorkerProcess.ROUNDS);
            for (int round = 0; round < found.length; round++) {
                assertThat(found[round]).as("round " + round).isCloseTo(threshold(model, union, round), within(1e-12));
            }
        }
    }

    @Test
    void everyWorkerProjectsItsOwnGroupsWithTheirWeightsAndAllGrowTheSameTrees() throws Exception {
        try (Workers workers = new Workers(2, Fault.NONE, true, folder)) {
            for (int w = 0; w < 2; w++) {
                assertThat(workers.status(w)).as(workers.output(w)).isZero();
                assertThat(workers.file(w, WorkerProcess.MODEL)).isEqualTo(workers.file(0, WorkerProcess.MODEL));
            }
            Booster model = XGBoost.loadModel(workers.file(0, WorkerProcess.MODEL));
            for (int w = 0; w < 2; w++) {
                int from = WorkerProcess.ROWS * w / 2;
                int cut = from + WorkerProcess.groups(WorkerProcess.ROWS / 2)[0];
                Table[] groups = {
                    WorkerProcess.table().part(from, cut),
                    WorkerProcess.table().part(cut, from + WorkerProcess.ROWS / 2)
                };
                String[] rounds =
                        new String(workers.file(w, WorkerProcess.THRESHOLDS), StandardCharsets.UTF_8).split("\n", -1);
                assertThat(rounds).hasSize(WorkerProcess.ROUNDS);
                for (int round = 0; round < rounds.length; round++) {
                    String[] found = rounds[round].split(" ", -1);
                    assertThat(found).hasSize(2);
                    for (int g = 0; g < 2; g++) {
                        assertThat(Double.parseDouble(found[g]))
                                .isCloseTo(threshold(model, groups[g], round), within(1e-12));
                    }
                }
            }
        }
    }

    /** The threshold of the scores that the model's first trees give to all rows, with k the number of positives. */
    private static double threshold(Booster model, Table table, int trees) throws Exception {
        DMatrix matrix = table.matrix();
        // To XGBoost, a limit of 0 trees means all of them.
        float[][] predictions = trees == 0 ? new float[table.rows()][1] : model.predict(matrix, true, trees);
        double[] scores = IntStream.range(0, table.rows())
                .mapToDouble(i -> predictions[i][0])
                .toArray();
        long positives = IntStream.range(0, table.rows())
                .filter(i -> table.labels()[i] == 1)
                .count();
        return SoftBinaryArgmax.of((double) positives, 1).project(scores, scores);
    }

    @ParameterizedTest
    @EnumSource(names = {"LABEL", "THROWS", "WAITS"})
    void aWorkerThatFailsOrAnswersNoMoreIsAnErrorOnAllOthers(Fault fault) throws Exception {
        try (Workers workers = ended(fault, all -> {})) {
            othersFailed(workers);
            if (fault == Fault.LABEL) {
                assertThat(workers.status(1)).isNotZero();
                assertThat(workers.output(1)).contains("label of row 5 must be 0 or 1, was 0.5");
                assertThat(workers.output(0)).contains("rows to train on: another worker failed");
            }
        }
    }

    @Test
    void aWorkerThatIsKilledIsAnErrorOnAllOthers() throws Exception {
        try (Workers workers = ended(Fault.WAITS, all -> all.killWaiting(1))) {
            othersFailed(workers);
        }
    }

    private static void othersFailed(Workers workers) throws Exception {
        for (int w : OTHERS) {
            assertThat(workers.status(w)).isNotZero();
            assertThat(workers.output(w)).containsPattern("AllReduceException|XGBoostError|IllegalArgumentException");
        }
    }

    /** What a test does to workers while they train. */
    private interface Harm {
        void doTo(Workers workers) throws Exception;
    }

    /**
     * Three workers of which the first and the last have ended by themselves. XGBoost 3.0 can lose a failure: its event
     * loop wakes the waiting thread first and stores the error after that, and a thread that is faster than this goes
     * on to wait for ever, in about one of a hundred trainings on a busy machine. Hence more than one try: what hangs
     * for a reason of ours hangs in all of them.
     */
    private Workers ended(Fault fault, Harm harm) throws Exception {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Path own = Files.createDirectory(folder.resolve("try" + attempt));
            Workers workers = new Workers(3, fault, false, own);
            harm.doTo(workers);
            if (workers.end(OTHERS)) {
                return workers;
            }
            workers.close();
        }
        throw new AssertionError("a worker hangs in each of " + TRIES + " tries");
    }
}
