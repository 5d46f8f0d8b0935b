package org.hypersimplex.bench.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hypersimplex.bench.data.DataException;
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

    private List<TrialRecord> run(int seeds) throws IOException {
        List<TrialRecord> done = new ArrayList<>();
        new Trials("small", rows(), BoostingEngine.named("lightgbm"), file).run(seeds, done::add);
        return done;
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
    void aLineThatIsNoTrialIsNamed() throws IOException {
        Files.writeString(file, "{}\n[]\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> run(1))
                .withMessageStartingWith(file + ":2: not the record of a trial");
    }
}
