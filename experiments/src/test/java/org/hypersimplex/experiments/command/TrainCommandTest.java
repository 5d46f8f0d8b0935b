package org.hypersimplex.experiments.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.cli.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train} as a process, on a few of the bundled images. */
class TrainCommandTest {
    private static final String BUNDLED = Path.of("src/main/resources/org/hypersimplex/experiments/data/fashion-mnist")
            .toAbsolutePath()
            .toString();

    private final Path folder;

    TrainCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Program.Run train(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("train", "--data", BUNDLED, "--channels", "2", "--batch", "100"));
        all.addAll(List.of(options));
        return new Program(folder).run(all.toArray(String[]::new));
    }

    @Test
    void everyLossIsTrainedAndWrittenDown() throws IOException, InterruptedException {
        Program.Run run = train(
                "--loss",
                "hypersimplex,hypersimplex-paper,cross-entropy,label-smoothing,mse,hinge",
                "--train-images",
                "300",
                "--epochs",
                "2",
                "--out",
                "out");
        assertThat(run.err())
                .allMatch(line ->
                        line.matches("(hypersimplex|hypersimplex-paper|cross-entropy|label-smoothing|mse|hinge): .*"));
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).hasSize(7);
        List<String> lines = Files.readAllLines(folder.resolve("out/runs.jsonl"));
        List<String> losses = new ArrayList<>();
        for (String line : lines) {
            JsonNode record = new ObjectMapper().readTree(line);
            losses.add(record.get("loss").asText());
            assertThat(record.get("framework").asText()).isEqualTo("dl4j");
            assertThat(record.get("anchor").asDouble())
                    .isEqualTo(record.get("loss").asText().equals("hypersimplex") ? 0.02 : 0);
            assertThat(record.get("trainImages").asInt()).isEqualTo(300);
            assertThat(record.get("perEpoch")).hasSize(2);
            assertThat(record.get("thresholds")).hasSize(10);
            assertThat(record.at("/surroundings/java").asText()).contains(System.getProperty("java.version"));
            assertThat(record.get("foldedAccuracy").asDouble()).isBetween(0.0, 1.0);
            Path model = folder.resolve("out").resolve(record.get("model").asText());
            assertThat(MultiLayerNetwork.load(model.toFile(), false).numParams())
                    .isEqualTo(record.get("parameters").asLong());
        }
        assertThat(losses)
                .containsExactly(
                        "hypersimplex", "hypersimplex-paper", "cross-entropy", "label-smoothing", "mse", "hinge");
        assertThat(strokesByColour(Files.readString(folder.resolve("out/accuracy.svg"))))
                .hasSize(6)
                .allSatisfy((colour, strokes) -> assertThat(strokes).isEqualTo(4));
    }

    @Test
    void bothFrameworksLearnAboutTheSame() throws IOException, InterruptedException {
        List<double[]> accuracies = new ArrayList<>();
        for (String framework : List.of("dl4j", "djl")) {
            Program.Run run = train(
                    "--framework",
                    framework,
                    "--train-images",
                    "1000",
                    "--epochs",
                    "3",
                    "--learning-rate",
                    "0.005",
                    "--out",
                    framework);
            assertThat(run.status()).as(run.err().toString()).isZero();
            for (String line : Files.readAllLines(folder.resolve(framework).resolve("runs.jsonl"))) {
                JsonNode record = new ObjectMapper().readTree(line);
                assertThat(record.get("framework").asText()).isEqualTo(framework);
                assertThat(folder.resolve(framework).resolve(record.get("model").asText()))
                        .isNotEmptyFile();
                accuracies.add(new double[] {
                    record.get("rawAccuracy").asDouble(),
                    record.get("foldedAccuracy").asDouble(),
                    record.at("/perEpoch/0/loss").asDouble()
                });
            }
        }
        assertThat(accuracies).hasSize(4);
        for (int loss = 0; loss < 2; loss++) {
            double[] dl4j = accuracies.get(loss);
            double[] djl = accuracies.get(loss + 2);
            assertThat(djl[0]).isCloseTo(dl4j[0], within(0.1));
            assertThat(djl[1]).isCloseTo(dl4j[1], within(0.1)).isGreaterThan(0.3);
            assertThat(djl[2]).isCloseTo(dl4j[2], within(0.03 * dl4j[2]));
        }
    }

    @Test
    void withoutItsLibraryAFrameworkIsOneLineThatSaysHowToGetIt() throws IOException, InterruptedException {
        String classPath = Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.contains("djl") && !entry.contains("pytorch"))
                .collect(Collectors.joining(File.pathSeparator));
        Program.Run run = new Program(folder)
                .withOptions("-cp", classPath)
                .run("train", "--data", BUNDLED, "--framework", "djl", "--out", "out");
        assertThat(run.err())
                .singleElement()
                .asString()
                .startsWith("hypersimplex: ")
                .contains("djl", "build");
        assertThat(run.status()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    /** How many lines of each colour, greys apart: of each loss two curves and their two lines in the legend. */
    private static Map<String, Long> strokesByColour(String svg) {
        return Pattern.compile("stroke:rgb\\((\\d+),(\\d+),\\d+\\)")
                .matcher(svg)
                .results()
                .filter(stroke -> !stroke.group(1).equals(stroke.group(2)))
                .collect(Collectors.groupingBy(MatchResult::group, Collectors.counting()));
    }

    @ParameterizedTest
    @CsvSource({
        "--dataset, mnist",
        "--loss, log",
        "--framework, torch",
        "--k, most",
        "--tau, 0",
        "--tau, nan",
        "--anchor, 0",
        "--batch, 0",
        "--epochs, -1",
        "--channels, 0",
        "--train-images, 2001",
        "--train-images, 0",
        "--learning-rate, -1",
        "--seed, x",
        "--data, nowhere"
    })
    void aBadOptionIsOneLineThatNamesTheValue(String option, String value) throws IOException, InterruptedException {
        Program.Run run = new Program(folder)
                .run(
                        option.equals("--data")
                                ? new String[] {"train", option, value}
                                : new String[] {"train", "--data", BUNDLED, option, value});
        assertThat(run.err()).hasSize(1).first().asString().startsWith("hypersimplex: ");
        assertThat(run.status()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }
}
