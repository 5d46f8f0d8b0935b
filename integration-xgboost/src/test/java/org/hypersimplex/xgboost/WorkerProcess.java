package org.hypersimplex.xgboost;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.problem.KPolicy;

/**
 * One worker of a distributed training as a process of its own: trains on its share of a table, and writes the model
 * and the thresholds of all rounds to files. Worker 1 can be told to fail.
 */
final class WorkerProcess {
    static final int ROUNDS = 8;
    static final int ROWS = 1000;
    static final String MODEL = ".model";
    static final String THRESHOLDS = ".thresholds";
    static final String WAITING = ".waiting";
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int FAULTY = 1;
    private static final int FAULTY_ROUND = 3;

    /** How worker 1 fails. */
    enum Fault {
        NONE,
        /** The worker gets no rows. */
        NO_ROWS,
        /** One of its labels is neither 0 nor 1. */
        LABEL,
        /** It throws in the middle of the training. */
        THROWS,
        /** It stops answering in the middle of the training, and may be killed then. */
        WAITS
    }

    private WorkerProcess() {}

    static Table table() {
        return Table.draw(ROWS, 1);
    }

    static Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>(HypersimplexObjective.parameters(0.2));
        parameters.put("max_depth", 3);
        parameters.put("nthread", 1);
        return parameters;
    }

    /** The groups that each worker's rows are in, where they are: the first third of them, and the rest. */
    static int[] groups(int rows) {
        return new int[] {rows / 3, rows - rows / 3};
    }

    /**
     * Arguments: worker, number of workers, fault, how its files' names begin, the tracker's host and port, whether the
     * rows are in groups, which have weights then.
     */
    public static void main(String[] args) throws Exception {
        int worker = Integer.parseInt(args[0]);
        Fault fault = worker == FAULTY ? Fault.valueOf(args[2]) : Fault.NONE;
        String files = args[3] + worker;
        Map<String, Object> tracker =
                Map.of("dmlc_tracker_uri", args[4], "dmlc_tracker_port", Integer.valueOf(args[5]));
        try (WorkerSession session = WorkerSession.join(tracker, args[0], PATIENCE)) {
            if (session.rank() != worker || session.workers() != Integer.parseInt(args[1])) {
                throw new IllegalStateException("rank " + session.rank() + " of " + session.workers());
            }
            DMatrix matrix = rows(worker, session.workers(), fault).matrix();
            var objective = HypersimplexObjective.of(KPolicy.positives(), GradientScale.probability());
            if (Boolean.parseBoolean(args[6])) {
                objective = objective.perGroup();
                matrix.setGroup(groups((int) matrix.rowNum()));
                matrix.setWeight(new float[] {1, 2 + worker});
            }
            Booster model = XGBoost.train(matrix, parameters(), 0, Map.of(), null, null);
            StringJoiner thresholds = new StringJoiner("\n");
            for (int round = 0; round < ROUNDS; round++) {
                if (round == FAULTY_ROUND) {
                    goWrong(fault, files);
                }
                objective.update(model, matrix, round);
                thresholds.add(Arrays.stream(objective.thresholds())
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(" ")));
            }
            Files.write(Path.of(files + MODEL), model.toByteArray("json"));
            Files.writeString(Path.of(files + THRESHOLDS), thresholds.toString());
        }
    }

    private static Table rows(int worker, int workers, Fault fault) {
        Table own = table().part(ROWS * worker / workers, ROWS * (worker + 1) / workers);
        if (fault == Fault.LABEL) {
            own.labels()[5] = 0.5f;
        }
        return fault == Fault.NO_ROWS ? own.part(0, 0) : own;
    }

    private static void goWrong(Fault fault, String files) throws Exception {
        if (fault == Fault.THROWS) {
            throw new IllegalStateException("thrown on purpose");
        }
        if (fault == Fault.WAITS) {
            Files.createFile(Path.of(files + WAITING));
            Thread.sleep(Duration.ofMinutes(5));
        }
    }
}
