package org.hypersimplex.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.Schedule;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class PlanTest {
    static final List<String> NAMED = Plan.NAMED;

    private static final String PLAN = """
            {"description": "", "blocks": [
             {"name": "tune", "dataset": "fashion-mnist", "losses": ["mse"], "tau": [1], "batch": [128], "epochs": 1,
              "steps": 0, "channels": 2, "trainImages": 0, "validationImages": 10, "learningRate": [0.1, 0.2],
              "tunedBy": null, "noise": [0], "seeds": [1]},
             {"name": "main", "dataset": "cifar10", "losses": ["mse"], "tau": [1, 2], "batch": [64, 256], "epochs": 0,
              "steps": 5, "channels": 2, "trainImages": 0, "validationImages": 10, "learningRate": [],
              "tunedBy": "tune", "noise": [0, 0.5], "seeds": [1, 2]}]}
            """;

    @ParameterizedTest
    @FieldSource("NAMED")
    void namedPlansAreSound(String name) throws IOException {
        Plan plan = Plan.read(name);
        assertThat(plan.blocks()).isNotEmpty();
        assertThat(plan.size()).isPositive();
    }

    @Test
    void thePapersPlanIsItsGrid() throws IOException {
        Block block = Plan.read("paper").blocks().get(0);
        Set<RunConfig> runs = block.runs(List.of());
        assertThat(runs).hasSize(5 * 7 * 5);
        assertThat(runs.stream().map(RunConfig::loss).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        TrainingLoss.HYPERSIMPLEX, TrainingLoss.CROSS_ENTROPY, TrainingLoss.MSE, TrainingLoss.HINGE);
        assertThat(runs).allMatch(run -> run.channels() == 64 && run.epochs() == 600 && run.learningRate() == 1e-4);
    }

    @Test
    void theStudyTunesEveryLossAtEveryBatchSizeBeforeItsMainRuns() throws IOException {
        Plan plan = Plan.read("study");
        Set<RunConfig> main = new LinkedHashSet<>();
        Set<List<Object>> tuned = new HashSet<>();
        for (Block block : plan.blocks()) {
            if (block.name().equals("tune")) {
                assertThat(block.seeds()).containsExactly(101L);
                block.runs(List.of()).forEach(run -> tuned.add(lossAndBatch(run)));
            } else if (block.name().equals("main")) {
                assertThat(block.tunedBy()).isEqualTo("tune");
                assertThat(block.seeds()).hasSize(5).doesNotContain(101L);
                main.addAll(block.at(0.01).runs(List.of()));
                assertThat(tuned)
                        .containsAll(main.stream().map(PlanTest::lossAndBatch).toList());
            }
        }
        assertThat(main)
                .hasSize(5 * 4 * 5)
                .allMatch(run -> run.framework() == Framework.DJL
                        && run.schedule() == Schedule.WARMUP_DECAY
                        && run.channels() == 16
                        && run.epochs() == 10
                        && run.trainImages() == 0);
        assertThat(main.stream().map(RunConfig::batch).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(128, 1024, 4096, 8192);
        assertThat(main.stream().map(RunConfig::choice).collect(Collectors.toSet()))
                .hasSize(5);
    }

    private static List<Object> lossAndBatch(RunConfig run) {
        return List.of(run.choice(), run.batch());
    }

    @Test
    void aPlanCanBeMovedToOneFramework() throws IOException {
        assertThat(Plan.read("study").frameworks()).containsExactly(Framework.DL4J, Framework.DJL);
        assertThat(Plan.read("study").in(Framework.DL4J).frameworks()).containsExactly(Framework.DL4J);
        assertThat(Plan.read("desk").frameworks()).containsExactly(Framework.DL4J);
    }

    @Test
    void aBlockTakesItsRateFromTheBlockThatTunesIt(@TempDir Path folder) throws IOException {
        Plan plan =
                Plan.read(Files.writeString(folder.resolve("plan.json"), PLAN).toString());
        assertThat(plan.size()).isEqualTo(2 + 16);
        Set<RunConfig> runs = plan.blocks()
                .get(1)
                .runs(List.of(Runs.of("tune", 0.1, 0.5), Runs.of("tune", 0.2, 0.6), Runs.of("main", 0.3, 0.9)));
        assertThat(runs).hasSize(16).allMatch(run -> run.learningRate() == 0.2);
    }

    @Test
    void aPlanOfMoreRunsThanCanBeCountedIsRefused(@TempDir Path folder) throws IOException {
        String many = "[" + "1, ".repeat(999) + "1]";
        String plan = PLAN.replace("\"tau\": [1]", "\"tau\": " + many)
                .replace("\"seeds\": [1]", "\"seeds\": " + many)
                .replace("\"batch\": [128]", "\"batch\": " + many);
        Path file = Files.writeString(folder.resolve("plan.json"), plan);
        assertThatThrownBy(() -> Plan.read(file.toString())).hasMessage(file + ": has more than 10000000 runs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"losses\": [\"mse\"]         | \"losses\": [\"log\"]          | block tune: no loss is named log",
                "\"losses\": [\"mse\"]         | \"losses\": [\"hypersimplex\"] | block tune: hypersimplex must say how k is chosen",
                "\"losses\": [\"mse\"]  | \"losses\": [\"mse/half\"]  | block tune: mse/half: mse has no settings",
                "\"losses\": [\"mse\"]  | \"losses\": [\"hypersimplex/half/anchor=0\"] | block tune: hypersimplex/half/anchor=0 must end with the weight of an anchor",
                "\"losses\": [\"mse\"]  | \"losses\": [\"hypersimplex/half/0.1\"] | block tune: hypersimplex/half/0.1 must end with the weight of an anchor",
                "\"losses\": [\"mse\"]  | \"losses\": [\"hypersimplex/half/anchor=1/2\"] | block tune: hypersimplex/half/anchor=1/2 has more than two settings",
                "\"name\": \"tune\"     | \"name\": \"tune\", \"framework\": \"torch\" | blocks[0].framework must be dl4j or djl, was 'torch'",
                "\"name\": \"tune\"     | \"name\": \"tune\", \"schedule\": \"cosine\" | blocks[0].schedule must be constant or warmup-decay, was 'cosine'",
                "\"name\": \"tune\"     | \"name\": \"tune\", \"minority\": 0 | block tune: minority must be in (0, 1]",
                "\"tau\": [1]                  | \"tau\": []                    | block tune: losses, tau, batch, noise and seeds",
                "\"batch\": [128]              | \"batch\": [0]                 | block tune: batch sizes must be positive",
                "\"noise\": [0]                | \"noise\": [1]                 | block tune: noise must be in [0, 1)",
                "\"epochs\": 1                 | \"epochs\": 0                  | block tune: either epochs or steps must be positive",
                "\"learningRate\": [0.1, 0.2]  | \"learningRate\": []           | block tune: learning rates are either given or",
                "\"learningRate\": [0.1, 0.2]  | \"learningRate\": [-1]         | block tune: learning rates must be positive",
                "\"tunedBy\": \"tune\"         | \"tunedBy\": \"later\"         | block main: tunedBy must name a block further up",
                "\"dataset\": \"cifar10\"      | \"dataset\": \"cifar\"         | plan.json:5: blocks[1].dataset must be fashion-mnist or cifar10, was 'cifar'",
                "\"channels\": 2               | \"chanels\": 2                 | channels is missing",
                "\"seeds\": [1]}                 | \"seeds\": null}               | block tune: seeds must not be null",
                "\"seeds\": [1]}                 | \"seeds\": [null]}             | seeds",
                "\"epochs\": 1                  | \"epochs\": \"many\"           | plan.json:2: blocks[0].epochs must be a whole number, was 'many'",
                "\"epochs\": 1                  | \"epochs\": null               | plan.json:2: blocks[0].epochs",
                "\"epochs\": 1                  | \"epochs\": 1.5                | blocks[0].epochs must be a whole number, was '1.5'",
                "\"epochs\": 1                  | \"epochs\": 3000000000         | blocks[0].epochs is too large a number",
                "\"epochs\": 1                  | \"epochs\": 1, \"epochs\": 2     | plan.json:2: has the field epochs twice",
                "\"batch\": [128]               | \"batch\": [1.5]               | blocks[0].batch[0] must be a whole number, was '1.5'",
                "\"dataset\": \"cifar10\"       | \"dataset\": 1                 | blocks[1].dataset must be fashion-mnist or cifar10",
                "\"name\": \"tune\"             | \"name\": 7                    | blocks[0].name must be text, was '7'",
                "\"losses\": [\"mse\"]          | \"losses\": [\"l\\u000ag\"]        | block tune: no loss is named l?g",
                "\"seeds\": [1, 2]}]}           | \"seeds\": [1, 2]}]} {}        | goes on after its end",
                "\"description\": \"\"          | \"description\": null           | description must not be null",
                "\"seeds\": [1, 2]}]}           | \"seeds\": [1                  | ends too early",
                "\"seeds\": [1]}                 | \"seeds\": nothing}            | plan.json:4: is no JSON"
            })
    void aBadSettingIsNamed(String good, String bad, String message, @TempDir Path folder) throws IOException {
        int at = PLAN.indexOf(good);
        assertThat(at).isPositive();
        String plan = PLAN.substring(0, at) + bad + PLAN.substring(at + good.length());
        Path file = Files.writeString(folder.resolve("plan.json"), plan);
        assertThatThrownBy(() -> Plan.read(file.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("plan.json")
                .hasMessageContaining(message)
                .message()
                .doesNotContainPattern("[Pp]roperty|[Dd]eserializ|java|org\\.|Token|Unexpected|`");
    }
}
