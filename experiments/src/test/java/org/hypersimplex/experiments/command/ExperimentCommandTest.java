package org.hypersimplex.experiments.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.cli.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code experiment} as processes, on some of the bundled images. */
class ExperimentCommandTest {
    private static final String BUNDLED = "fashion-mnist="
            + Path.of("src/main/resources/org/hypersimplex/experiments/data/fashion-mnist")
                    .toAbsolutePath();
    /** A plan of one run; what is asked for in the place of %s decides its fate. */
    private static final String PLAN = """
            {"description": "", "blocks": [{"name": "one", "dataset": "fashion-mnist", "losses": ["mse"], "tau": [1],
             "batch": [50], "epochs": 1, "steps": 0, "channels": 2, "trainImages": %s, "validationImages": 100,
             "learningRate": [0.001], "tunedBy": null, "noise": [0], "seeds": [%s]}]}
            """;

    private final Path folder;
    private final Program program;

    ExperimentCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.program = new Program(folder);
    }

    private Program.Run experiment(String plan) throws IOException, InterruptedException {
        return program.run("experiment", plan, "--out", "out", "--data", BUNDLED);
    }

    private List<String> lines() throws IOException {
        Path file = folder.resolve("out/runs.jsonl");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void aRunThatFailsIsTriedAgainAndThenReported() throws IOException, InterruptedException {
        program.file("plan.json", PLAN.formatted("1950", "1"));
        Program.Run run = experiment("plan.json");
        assertThat(run.status()).isEqualTo(1);
        List<String> said = new ArrayList<>(run.err());
        assertThat(said.remove(0)).contains("1 runs, 0 of them done before");
        assertThat(said).hasSize(3);
        assertThat(said.get(0))
                .contains("2000 training images, 1950 to train on and 100 to hold out")
                .endsWith("once more");
        assertThat(said.get(2)).startsWith("hypersimplex: failed twice: one: fashion-mnist, mse, batch 50");
        assertThat(lines()).isEmpty();
    }

    @Test
    void dataThatAreNotThereAreFoundOutBeforeTheFirstRun() throws IOException, InterruptedException {
        Program.Run run = program.run("experiment", "smoke", "--out", "out", "--data", "fashion-mnist=nowhere");
        assertThat(run.err())
                .singleElement()
                .asString()
                .startsWith("hypersimplex: nowhere: a directory expected, with train-images-idx3-ubyte.gz");
        assertThat(run.status()).isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void theSameRunGivesTheSameAccuracies() throws IOException, InterruptedException {
        program.file("plan.json", PLAN.formatted("200", "7"));
        assertThat(experiment("plan.json").status()).isZero();
        JsonNode first = new ObjectMapper().readTree(lines().get(0)).get("evaluations");
        Files.delete(folder.resolve("out/runs.jsonl"));
        assertThat(experiment("plan.json").status()).isZero();
        assertThat(new ObjectMapper().readTree(lines().get(0)).get("evaluations"))
                .isEqualTo(first);
    }

    @Test
    void theFrameworkAskedForIsThatOfEveryRun() throws IOException, InterruptedException {
        program.file("plan.json", PLAN.formatted("200", "7"));
        Program.Run run =
                program.run("experiment", "plan.json", "--out", "out", "--data", BUNDLED, "--framework", "djl");
        assertThat(run.status()).as(run.err().toString()).isZero();
        JsonNode record = new ObjectMapper().readTree(lines().get(0));
        assertThat(record.at("/config/framework").asText()).isEqualTo("DJL");
        assertThat(record.at("/surroundings/djl").asText()).contains("PyTorch");
        assertThat(record.at("/surroundings/oneDnn").asText()).startsWith("up to ");
        assertThat(record.at("/surroundings/threads").asInt()).isEqualTo(1);
        assertThat(record.at("/surroundings").has("deeplearning4j")).isFalse();
    }

    @Test
    void anUnknownFrameworkIsNamed() throws IOException, InterruptedException {
        Program.Run run = program.run("experiment", "smoke", "--out", "out", "--framework", "torch");
        assertThat(run.err()).singleElement().asString().contains("--framework", "must be dl4j or djl, was 'torch'");
        assertThat(run.status()).isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aPlanThatIsNoneIsOneLineThatNamesIt() throws IOException, InterruptedException {
        program.file("plan.json", PLAN.formatted("10", "1").replace("[1],", "[-1],"));
        assertThat(experiment("plan.json"))
                .isEqualTo(new Program.Run(
                        2, "", List.of("hypersimplex: plan.json: block one: tau must be positive and finite")));
        assertThat(experiment("nowhere").err())
                .containsExactly(
                        "hypersimplex: nowhere: no such plan or file; the plans are smoke, desk, study, paper");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
