package org.hypersimplex.experiments.boost;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.experiments.store.JsonLines;
import org.hypersimplex.experiments.table.LabelledRows;
import org.jspecify.annotations.Nullable;

/**
 * The boosting experiment on one data set: over several seeds, the rows are split anew into 60 % for training, 20 % for
 * validation and 20 % for the test, and every arm is trained. Choosing among settings by the validation rows is left to
 * the reader of the records. Started again, it goes on where it was.
 */
public final class Trials {
    private final String dataset;
    private final LabelledRows rows;
    private final BoostingEngine engine;
    private final JsonLines<TrialRecord> out;

    /**
     * The experiment.
     *
     * @param dataset its name in the records
     * @param rows all of its rows, dense
     * @param engine the library
     * @param out the file that a line is added to for every trial; trials in it are not repeated
     */
    public Trials(String dataset, LabelledRows rows, BoostingEngine engine, Path out) {
        this.dataset = dataset;
        this.rows = rows;
        this.engine = engine;
        this.out = TrialRecord.in(out);
    }

    /**
     * Does what is missing.
     *
     * @param arms what to train on every split
     * @param seeds how many splits
     * @param size rows of a split, drawn from all of them anew for each; at least 5 and at most all
     * @param done told every new trial
     * @throws UserException if there are too few rows, a part of a split has but one of the labels, another program adds
     *     to the file, or it can't be read or written
     */
    public void run(List<Arm> arms, int seeds, int size, Consumer<TrialRecord> done) {
        for (int seed = 0; seed < seeds; seed++) {
            Split.of(rows, seed, size).requireBothLabels();
        }
        try (JsonLines.Writer<TrialRecord> records = out.writer()) {
            run(arms, seeds, size, records, done);
        }
    }

    private void run(
            List<Arm> arms, int seeds, int size, JsonLines.Writer<TrialRecord> records, Consumer<TrialRecord> done) {
        List<TrialRecord> known = records.recorded();
        for (int seed = 0; seed < seeds; seed++) {
            Split split = Split.of(rows, seed, size);
            for (Arm arm : arms) {
                TrialRecord trial = TrialRecord.planned(
                        dataset, arm, seed, split.train().rows(), split.validationRows(), split.testRows());
                if (known.stream().noneMatch(trial::repeats)) {
                    TrialRecord result = run(trial, arm, split);
                    records.append(result);
                    done.accept(result);
                }
            }
        }
    }

    /** A split; the rest, which is not trained on, has the validation rows first and then the test rows. */
    private record Split(LabelledRows train, LabelledRows rest, int validationRows) {
        static Split of(LabelledRows rows, long seed, int size) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, rows.rows()).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            int train = (int) (size * 3L / 5);
            int[] all = order.stream().limit(size).mapToInt(Integer::intValue).toArray();
            int validation = (size - train) / 2;
            return new Split(
                    rows.pick(Arrays.copyOf(all, train), rows.source()),
                    rows.pick(Arrays.copyOfRange(all, train, all.length), rows.source()),
                    validation);
        }

        void requireBothLabels() {
            train.requireBothLabels();
            rest.requireBothLabels(0, validationRows);
            rest.requireBothLabels(validationRows, rest.rows());
        }

        int testRows() {
            return rest.rows() - validationRows;
        }
    }

    private TrialRecord run(TrialRecord trial, Arm arm, Split split) {
        BoostSettings settings = arm.settings();
        try (BoostingEngine.Training training = engine.start(split.train(), split.rest(), settings)) {
            Evaluation best = null;
            boolean more = true;
            for (int round = 1; more && !isOver(arm, round, best); round++) {
                more = training.next();
                if (arm.patience() > 0 || !more || round == settings.rounds()) {
                    Evaluation now = Evaluation.of(split, settings, training, round);
                    best = best == null || now.validationArea() > best.validationArea() ? now : best;
                }
            }
            return Objects.requireNonNull(best).record(trial, arm);
        }
    }

    private static boolean isOver(Arm arm, int round, @Nullable Evaluation best) {
        return round > arm.settings().rounds()
                || (arm.patience() > 0 && best != null && round > best.round() + arm.patience());
    }

    /** How good the model is after a round. */
    private record Evaluation(int round, double validationArea, double testArea, double testAccuracy) {
        static Evaluation of(Split split, BoostSettings settings, BoostingEngine.Training training, int round) {
            int cut = split.validationRows();
            double[] scores = training.validationScores();
            float[] labels = split.rest().labels();
            double[] testScores = Arrays.copyOfRange(scores, cut, scores.length);
            float[] testLabels = Arrays.copyOfRange(labels, cut, labels.length);
            ScoreScale scale = BoostRun.scales(split.train(), settings, training.trainingScores())
                    .getFirst();
            return new Evaluation(
                    round,
                    RocCurve.of(Arrays.copyOf(scores, cut), Arrays.copyOf(labels, cut))
                            .area(),
                    RocCurve.of(testScores, testLabels).area(),
                    BoostRun.accuracy(testScores, testLabels, scale));
        }

        TrialRecord record(TrialRecord trial, Arm arm) {
            return new TrialRecord(
                    trial.dataset(),
                    trial.arm(),
                    trial.seed(),
                    trial.rate(),
                    trial.minLeafHessian(),
                    trial.trainRows(),
                    trial.validationRows(),
                    trial.testRows(),
                    validationArea,
                    testArea,
                    testAccuracy,
                    arm.patience() > 0 ? round : null);
        }
    }
}
