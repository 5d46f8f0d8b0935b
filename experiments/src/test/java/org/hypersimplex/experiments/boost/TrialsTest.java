package org.hypersimplex.experiments.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.experiments.store.JsonLines;
import org.hypersimplex.experiments.table.LabelledRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialsTest {
    private final Path file;

    TrialsTest(@TempDir Path directory) {
        file = directory.resolve("trials.jsonl");
    }

    private static LabelledRows rows() {
        Random random = new Random(1);
        float[] values = new float[200];
        float[] labels = new float[100];
        for (int i = 0; i < labels.length; i++) {
            values[2 * i] = (float) random.nextGaussian();
            values[2 * i + 1] = (float) random.nextGaussian();
            labels[i] = values[2 * i] + random.nextGaussian() > 0 ? 1 : 0;
        }
        return LabelledRows.dense("rows", List.of(), 2, labels, values);
    }

    private List<TrialRecord> run(int seeds) {
        List<TrialRecord> done = new ArrayList<>();
        new Trials("small", rows(), BoostingEngine.named("lightgbm"), file)
                .run(Arm.tuned(List.of(0.1, 0.2), List.of(0.001), 1), seeds, 100, done::add);
        return done;
    }

    @Test
    void trainingThatHasPatienceEndsSoonAfterItsBestRound() {
        BoostSettings settings =
                BoostSettings.usual(BoostingLoss.BINARY, 200, 0.3).withLeaves(8, 2, 1e-3);
        List<TrialRecord> done = new ArrayList<>();
        Trials trials = new Trials("small", rows(), BoostingEngine.named("lightgbm"), file);
        List<Arm> arms = new ArrayList<>();
        for (int rounds = 1; rounds <= 40; rounds++) {
            BoostSettings fixed =
                    BoostSettings.usual(BoostingLoss.BINARY, rounds, 0.3).withLeaves(8, 2, 1e-3);
            arms.add(new Arm("rounds " + rounds, fixed, 0));
        }
        arms.add(new Arm("patient", settings, 10));
        trials.run(arms, 1, 80, done::add);
        TrialRecord patient = done.removeLast();
        int best = Objects.requireNonNull(patient.rounds());
        // Boosting for a fixed number of rounds is the oracle.
        assertThat(best).isLessThan(30);
        assertThat(done.get(best - 1).validationArea()).isEqualTo(patient.validationArea());
        assertThat(done.get(best - 1).testArea()).isEqualTo(patient.testArea());
        assertThat(done.get(best - 1).testAccuracy()).isEqualTo(patient.testAccuracy());
        assertThat(done.subList(0, best + 10)).allMatch(trial -> trial.validationArea() <= patient.validationArea());
        assertThat(patient.trainRows()).isEqualTo(48);
    }

    @Test
    void thePapersStepDependsOnItsRowsAlone() {
        List<Arm> arms = PaperSettings.HIGGS.arms(1);
        assertThat(arms).extracting(Arm::name).allMatch(name -> name.startsWith(PaperSettings.PREFIX));
        // 2 · 0.1 / (8,800,000 · 0.001²)
        assertThat(arms.getLast().settings().rate()).isCloseTo(0.0227, within(5e-5));
        assertThat(arms.get(2).settings().scale().eta(0.1, 8_800_000)).isCloseTo(0.0227, within(5e-5));
        assertThat(PaperSettings.FLIGHT.arms(1).getLast().settings().rate()).isCloseTo(2e-5, within(1e-9));
    }

    @Test
    void startedAgainItDoesWhatIsMissingAndNothingTwice() throws IOException {
        List<TrialRecord> first = run(1);
        assertThat(first).isNotEmpty().allMatch(trial -> trial.seed() == 0);
        assertThat(first.getFirst().trainRows()).isEqualTo(60);
        assertThat(first.getFirst().validationRows() + first.getFirst().testRows())
                .isEqualTo(40);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 10));
        assertThat(run(1)).containsExactly(first.getLast());
        assertThat(Files.readString(file)).isEqualTo(text);
        assertThat(run(2)).hasSameSizeAs(first).allMatch(trial -> trial.seed() == 1);
    }

    @Test
    void aSplitWhoseTestRowsHaveOneLabelOnlyIsRefusedAndLeavesNothing() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
        Collections.shuffle(order, new Random(0));
        float[] labels = new float[100];
        labels[order.get(0)] = 1;
        labels[order.get(60)] = 1;
        LabelledRows rows = LabelledRows.dense("rare", List.of(), 1, labels, new float[100]);
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new Trials("rare", rows, BoostingEngine.named("lightgbm"), file)
                        .run(PaperSettings.HIGGS.arms(1), 1, 100, trial -> {}))
                .withMessage("rare: all 20 labels are 0");
        assertThat(file).doesNotExist();
    }

    @Test
    void twoExperimentsDoNotShareAFile() {
        try (JsonLines.Writer<TrialRecord> other = TrialRecord.in(file).writer()) {
            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> run(1))
                    .withMessage(file + ": another program is writing there");
            assertThat(other.recorded()).isEmpty();
        }
    }

    @Test
    void aLineThatIsNoTrialIsNamed() throws IOException {
        Files.writeString(file, "{}\n[]\n");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> run(1))
                .withMessage(file + ":1: not the record of a trial: dataset is missing");
    }
}
