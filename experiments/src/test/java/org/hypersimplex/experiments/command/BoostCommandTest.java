package org.hypersimplex.experiments.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.hypersimplex.cli.Program;
import org.hypersimplex.experiments.boost.RocCurve;
import org.hypersimplex.experiments.table.ColumnChoice;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.experiments.table.RowsReader;
import org.hypersimplex.lightgbm.Features;
import org.hypersimplex.lightgbm.NativeBooster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoostCommandTest {
    private final Path directory;
    private final Program program;

    BoostCommandTest(@TempDir Path directory) {
        this.directory = directory;
        program = new Program(directory);
    }

    /** Rows with two features, of which the sum tells the label but for some noise. */
    private Path rows(String name, int count, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("far,late,early\n");
        for (int i = 0; i < count; i++) {
            float a = (float) random.nextGaussian();
            float b = (float) random.nextGaussian();
            text.append(a).append(',').append(a + b + 0.5 * random.nextGaussian() > 0.8 ? 1 : 0);
            text.append(',').append(b).append('\n');
        }
        return program.file(name, text.toString());
    }

    @ParameterizedTest
    @CsvSource({"hypersimplex, --eta 0.1", "binary, --leaves 7"})
    void theModelWrittenHasTheAreaThatTheRecordSays(String loss, String more) throws Exception {
        rows("train.csv", 500, 1);
        Path valid = rows("valid.csv", 200, 2);
        String line = "boost --train train.csv --valid valid.csv --label late --rounds 8 --threads 1 --model model.txt"
                + " --chart chart.svg --objective " + loss + " " + more;
        Program.Run run = program.run(line.split(" ", -1));
        assertThat(run.err()).hasSize(8).last().asString().startsWith("round 8/8, validation AUC 0.");
        assertThat(run.status()).isZero();
        JsonNode record = new ObjectMapper().readTree(run.out());
        assertThat(record.path("command").asText()).isEqualTo("./hypersimplex " + line);
        assertThat(record.path("areaByRound")).hasSize(8);
        assertThat(record.has("threshold")).isEqualTo(loss.equals("hypersimplex"));
        assertThat(Files.readString(directory.resolve("chart.svg"))).contains("<svg", "</svg>");

        LabelledRows rows = new RowsReader(new ColumnChoice("late", List.of(), null)).read(valid);
        double[] scores = scores(Files.readString(directory.resolve("model.txt")), rows);
        double area = RocCurve.of(scores, rows.labels()).area();
        assertThat(record.path("area").asDouble()).isEqualTo(area).isGreaterThan(0.85);
        assertThat(record.path("accuracy").asDouble()).isBetween(0.8, 1.0);
    }

    private static double[] scores(String model, LabelledRows rows) {
        try (Arena arena = Arena.ofConfined();
                NativeBooster booster = NativeBooster.ofText(model)) {
            MemorySegment values = MemorySegment.ofArray(rows.values());
            MemorySegment copy = arena.allocate(values.byteSize(), Float.BYTES).copyFrom(values);
            MemorySegment scores = arena.allocate(8L * rows.rows(), Double.BYTES);
            booster.predict(new Features.Dense(copy, rows.rows(), rows.columns()), scores);
            return scores.toArray(ValueLayout.JAVA_DOUBLE);
        }
    }

    @Test
    void badInputIsOneLineAndLeavesNoFile() throws Exception {
        rows("train.csv", 50, 1);
        program.file("bad.csv", "far,late,early\n1,0,2\n1,no,3\n");
        String start = "boost --label late --model model.txt --json record.json --train train.csv --valid ";
        for (String[] wrong : new String[][] {
            {"bad.csv", "hypersimplex: bad.csv:3:3: 'no' is not a number"},
            {"train.csv --k 1,2,3", "hypersimplex: --k must be positives, half or one number"},
            {"train.csv --k 1,", "hypersimplex: Invalid value for option '--k'"},
            {"train.csv --k 51", "hypersimplex: train.csv: --k must be in [0, 50], was 51.0"},
            {"train.csv --leaves 1000000000", "hypersimplex: --leaves must be 2 to 131072, was 1000000000"},
            {"train.csv --threads 100000", "hypersimplex: --threads must be 1 to 1024, was 100000"},
            {"train.csv --header maybe", "hypersimplex: Invalid value for option '--header': must be auto or yes or no"
            },
            {".", "hypersimplex: .: is a directory"},
            {"train.csv --engine none", "hypersimplex: --engine: must be lightgbm or xgboost"},
            {"train.csv --chart nowhere/chart.svg", "hypersimplex: nowhere/chart.svg: its directory does not exist"}
        }) {
            Program.Run run = program.run((start + wrong[0]).split(" ", -1));
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).singleElement().asString().startsWith(wrong[1]);
            assertThat(directory.toFile().list()).containsExactlyInAnyOrder("train.csv", "bad.csv");
        }
    }
}
