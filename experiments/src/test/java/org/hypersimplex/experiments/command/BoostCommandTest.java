package org.hypersimplex.experiments.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.cli.Program;
import org.hypersimplex.experiments.boost.RocCurve;
import org.hypersimplex.experiments.table.ColumnChoice;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.experiments.table.RowsReader;
import org.hypersimplex.lightgbm.Features;
import org.hypersimplex.lightgbm.ModelScales;
import org.hypersimplex.lightgbm.NativeBooster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        boolean ours = loss.equals("hypersimplex");
        assertThat(record.has("threshold")).isEqualTo(ours);
        assertThat(ModelScales.read(Files.readString(directory.resolve("model.txt"))))
                .isEqualTo(ours ? List.of(scale(record)) : List.of());
        assertThat(Files.readString(directory.resolve("chart.svg"))).contains("<svg", "</svg>");

        LabelledRows rows = new RowsReader(new ColumnChoice("late", List.of(), null)).read(valid);
        double[] scores = scores(Files.readString(directory.resolve("model.txt")), rows);
        double area = RocCurve.of(scores, rows.labels()).area();
        assertThat(record.path("area").asDouble()).isEqualTo(area).isGreaterThan(0.85);
        assertThat(record.path("accuracy").asDouble()).isBetween(0.8, 1.0);
    }

    /** The scale in a record, or in one of its groups. */
    private static ScoreScale scale(JsonNode record) {
        return new ScoreScale(
                record.path("threshold").asDouble(), 1, record.path("decision").asDouble());
    }

    /** Rows that are late from another number on in each place; those that are not to be trusted have the wrong label. */
    private void groupedRows(String name, int count, long seed, String places) throws IOException {
        List<String> known = List.of("a", "b", "c");
        String[] cycle = places.split(",", -1);
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("far,where,late,trust\n");
        for (int i = 0; i < count; i++) {
            double far = 4 * random.nextDouble() - 2;
            String where = cycle[i % cycle.length];
            int late = far > known.indexOf(where) ? 1 : 0;
            boolean wrong = name.equals("train.csv") && random.nextInt(4) == 0;
            text.append(far).append(',').append(where).append(',');
            text.append(wrong ? 1 - late : late).append(wrong ? ",0\n" : ",2\n");
        }
        program.file(name, text.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightgbm", "xgboost"})
    void groupsHaveThresholdsOfTheirOwnWhichAreSavedWithTheModel(String engine) throws Exception {
        groupedRows("train.csv", 600, 1, "a,b");
        groupedRows("valid.csv", 300, 2, "b,a,c");
        String line = "boost --train train.csv --valid valid.csv --label late --group where --weight trust --rounds 10 "
                + "--threads 1 --model model.json --engine " + engine;
        Program.Run run = program.run(line.split(" ", -1));
        assertThat(run.status()).as(run.err().toString()).isZero();
        JsonNode record = new ObjectMapper().readTree(run.out());
        assertThat(record.has("threshold") || record.has("decision")).isFalse();
        assertThat(record.path("features").asInt()).isEqualTo(1);
        assertThat(record.path("groups").findValuesAsText("name")).containsExactly("a", "b");
        assertThat(record.path("groups").findValuesAsText("rows")).containsExactly("300", "300");
        List<ScoreScale> scales = new ArrayList<>();
        record.path("groups").forEach(group -> scales.add(scale(group)));
        assertThat(scales.get(1).decision()).isGreaterThan(scales.get(0).decision());
        assertThat(record.path("accuracy").asDouble()).isGreaterThan(0.9);
        String model = Files.readString(directory.resolve("model.json"));
        assertThat(engine.equals("lightgbm") ? ModelScales.read(model) : ofXgboost(model))
                .isEqualTo(scales);
    }

    private static List<ScoreScale> ofXgboost(String model) throws XGBoostError, IOException {
        return org.hypersimplex.xgboost.ModelScales.read(XGBoost.loadModel(model.getBytes(StandardCharsets.UTF_8)));
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
        program.file("none.csv", "far,late,early\n1,0,0\n1,1,0\n");
        String start = "boost --label late --model model.txt --json record.json --train ";
        for (String[] wrong : new String[][] {
            {"train.csv --valid bad.csv", "hypersimplex: bad.csv:3:3: 'no' is not a number"},
            {"train.csv --valid train.csv --k 1,2,3", "hypersimplex: --k must be positives, half or one number"},
            {
                "train.csv --valid train.csv --group early --objective l2",
                "hypersimplex: --group goes with --objective hypersimplex"
            },
            {
                "train.csv --valid train.csv --group near",
                "hypersimplex: train.csv: has no column near, it has 3: far, late, early"
            },
            {"train.csv --valid train.csv --weight far", "hypersimplex: train.csv:"},
            {"none.csv --valid none.csv --weight early", "hypersimplex: none.csv: all 2 weights are 0"},
            {
                "train.csv --valid train.csv --weight 2",
                "hypersimplex: train.csv: label, weight and group must be different columns"
            },
            {"train.csv --valid train.csv --k 1,", "hypersimplex: Invalid value for option '--k'"},
            {"train.csv --valid train.csv --k 51", "hypersimplex: train.csv: --k must be in [0, 50], was 51.0"},
            {
                "train.csv --valid train.csv --leaves 1000000000",
                "hypersimplex: --leaves must be 2 to 131072, was 1000000000"
            },
            {"train.csv --valid train.csv --threads 100000", "hypersimplex: --threads must be 1 to 1024, was 100000"},
            {
                "train.csv --valid train.csv --header maybe",
                "hypersimplex: Invalid value for option '--header': must be auto or yes or no"
            },
            {"train.csv --valid .", "hypersimplex: .: is a directory"},
            {"train.csv --valid train.csv --engine none", "hypersimplex: --engine: must be lightgbm or xgboost"},
            {
                "train.csv --valid train.csv --chart nowhere/chart.svg",
                "hypersimplex: nowhere/chart.svg: its directory does not exist"
            }
        }) {
            Program.Run run = program.run((start + wrong[0]).split(" ", -1));
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).singleElement().asString().startsWith(wrong[1]);
            assertThat(directory.toFile().list()).containsExactlyInAnyOrder("train.csv", "bad.csv", "none.csv");
        }
    }
}
