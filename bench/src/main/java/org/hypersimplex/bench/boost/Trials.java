package org.hypersimplex.bench.boost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hypersimplex.bench.data.DataException;

/**
 * The boosting experiment on one data set: over several seeds, the rows are split anew into 60 % for training, 20 % for
 * validation and 20 % for the test, and every loss is trained at every learning rate and minimum leaf hessian of a grid.
 * Choosing by the validation rows is left to whoever reads the records. Goes on where it was when it is started again.
 */
public final class Trials {
    private static final int ROUNDS = 50;
    private static final double[] RATES = {0.03, 0.06, 0.1, 0.2, 0.3};
    private static final double[] MIN_LEAF_HESSIANS = {0.001, 5, 25, 100};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String dataset;
    private final LabelledRows rows;
    private final BoostingEngine engine;
    private final Path out;

    /**
     * The experiment.
     *
     * @param dataset its name in the records
     * @param rows all of its rows, dense
     * @param engine the library
     * @param out the file that a line is added to for every trial; what it has is not done again
     */
    public Trials(String dataset, LabelledRows rows, BoostingEngine engine, Path out) {
        this.dataset = dataset;
        this.rows = rows;
        this.engine = engine;
        this.out = out;
    }

    /**
     * Does what is missing.
     *
     * @param seeds how many splits
     * @param done told every new trial
     * @throws IOException if the file can't be read or written
     */
    public void run(int seeds, Consumer<TrialRecord> done) throws IOException {
        List<TrialRecord> known = known(out);
        for (int seed = 0; seed < seeds; seed++) {
            Split split = Split.of(rows, seed);
            for (TrialRecord trial : planned(split, seed)) {
                if (known.stream().noneMatch(trial::repeats)) {
                    TrialRecord result = run(trial, split);
                    Files.writeString(
                            out,
                            JSON.writeValueAsString(result) + "\n",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                    done.accept(result);
                }
            }
        }
    }

    /** What a file has; half a line at its end, left by a program that was stopped while it wrote, is taken away. */
    private static List<TrialRecord> known(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.length() < text.length()) {
            Files.writeString(file, whole);
        }
        return read(file);
    }

    /**
     * Reads a file of trials.
     *
     * @param file with a trial on each line
     * @return the trials in their order
     * @throws DataException if a line is no record of a trial
     * @throws IOException if it can't be read
     */
    public static List<TrialRecord> read(Path file) throws IOException {
        List<TrialRecord> trials = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                trials.add(JSON.readValue(line, TrialRecord.class));
            } catch (JsonProcessingException e) {
                throw new DataException(
                        file + ":" + (trials.size() + 1), "not the record of a trial: " + e.getOriginalMessage());
            }
        }
        return trials;
    }

    /** A split: the rows that are not trained on are validation rows first and then test rows. */
    private record Split(LabelledRows train, LabelledRows rest, int validationRows) {
        static Split of(LabelledRows rows, long seed) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, rows.rows()).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            int train = rows.rows() * 3 / 5;
            int[] all = order.stream().mapToInt(Integer::intValue).toArray();
            int validation = (rows.rows() - train) / 2;
            return new Split(
                    rows.pick(Arrays.copyOf(all, train), rows.source()),
                    rows.pick(Arrays.copyOfRange(all, train, all.length), rows.source()),
                    validation);
        }

        int testRows() {
            return rest.rows() - validationRows;
        }
    }

    private List<TrialRecord> planned(Split split, long seed) {
        List<TrialRecord> planned = new ArrayList<>();
        for (BoostingLoss loss : BoostingLoss.values()) {
            for (double rate : RATES) {
                for (double hessian : MIN_LEAF_HESSIANS) {
                    planned.add(new TrialRecord(
                            dataset,
                            loss.toString(),
                            seed,
                            rate,
                            hessian,
                            split.train().rows(),
                            split.validationRows(),
                            split.testRows(),
                            0,
                            0,
                            0));
                }
            }
        }
        return planned;
    }

    private TrialRecord run(TrialRecord trial, Split split) {
        BoostingLoss loss = BoostingLoss.of(trial.arm());
        BoostSettings settings =
                BoostSettings.usual(loss, ROUNDS, trial.rate()).withLeaves(31, 20, trial.minLeafHessian());
        BoostRun.Outcome outcome =
                new BoostRun(engine, split.train(), split.rest(), settings).run("", (round, area) -> {});
        int cut = split.validationRows();
        double[] scores = outcome.scores();
        float[] labels = split.rest().labels();
        double[] testScores = Arrays.copyOfRange(scores, cut, scores.length);
        float[] testLabels = Arrays.copyOfRange(labels, cut, labels.length);
        return new TrialRecord(
                dataset,
                trial.arm(),
                trial.seed(),
                trial.rate(),
                trial.minLeafHessian(),
                trial.trainRows(),
                trial.validationRows(),
                trial.testRows(),
                RocCurve.of(Arrays.copyOf(scores, cut), Arrays.copyOf(labels, cut))
                        .area(),
                RocCurve.of(testScores, testLabels).area(),
                BoostRun.accuracy(testScores, testLabels, outcome.scale()));
    }
}
