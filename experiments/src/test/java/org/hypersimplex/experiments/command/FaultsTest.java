package org.hypersimplex.experiments.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hypersimplex.cli.FullDisk;
import org.hypersimplex.cli.Program;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands that work for long and add to a file of records: what they are killed by, kept from or run out of. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FaultsTest {
    private static final String IMAGES = Path.of("src/main/resources/org/hypersimplex/experiments/data/fashion-mnist")
            .toAbsolutePath()
            .toString();
    private static final String PLAN = """
            {"description": "", "blocks": [{"name": "one", "dataset": "fashion-mnist", "losses": ["mse", "hinge"],
             "tau": [1], "batch": [50], "epochs": 1, "steps": 0, "channels": 2, "trainImages": 200,
             "validationImages": 100, "learningRate": [0.001], "tunedBy": null, "noise": [0], "seeds": [1, 2, 3]}]}
            """;

    private final Path folder;
    private final Program program;

    FaultsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        program = new Program(folder);
        program.file("plan.json", PLAN);
        Random random = new Random(3);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            double score = random.nextGaussian();
            rows.append(score + random.nextGaussian() > 0 ? 1 : 0)
                    .append(',')
                    .append(score)
                    .append('\n');
        }
        program.file("rows.csv", rows.toString());
    }

    private enum Command {
        TRAIN(
                "runs.jsonl",
                3,
                "train --data IMAGES --channels 2 --batch 100 --train-images 300 --epochs 1 --loss "
                        + "mse,cross-entropy,hinge --out"),
        EXPERIMENT("runs.jsonl", 6, "experiment plan.json --jobs 1 --data fashion-mnist=IMAGES --out"),
        BOOST_EXPERIMENT(
                "trials.jsonl",
                24,
                "boost-experiment --data rows.csv --name small --threads 1 --seeds 4 --rates 0.1,0.2 "
                        + "--min-leaf-hessians 0.001 --out");

        private final String records;
        private final int count;
        private final String line;

        Command(String records, int count, String line) {
            this.records = records;
            this.count = count;
            this.line = line;
        }

        /** What is typed for results in a folder that exists. */
        String[] into(String folder) {
            List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
            words.replaceAll(word -> word.replace("IMAGES", IMAGES));
            words.add(this == BOOST_EXPERIMENT ? folder + "/" + records : folder);
            return words.toArray(String[]::new);
        }
    }

    private List<String> lines(Command command, String place) throws IOException {
        Path file = folder.resolve(place).resolve(command.records);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The records without what depends on the day and on how busy the machine is. */
    private List<JsonNode> results(Command command, String place) throws IOException {
        List<JsonNode> results = new ArrayList<>();
        for (String line : lines(command, place)) {
            JsonNode record = new ObjectMapper().readTree(line);
            record.findParents("trainingSeconds").forEach(node -> ((ObjectNode) node).remove("trainingSeconds"));
            record.findParents("seconds").forEach(node -> ((ObjectNode) node).remove("seconds"));
            results.add(((ObjectNode) record).without(List.of("started", "command", "surroundings")));
        }
        return results;
    }

    private Process startInto(String place, Command command) throws IOException {
        Files.createDirectories(folder.resolve(place));
        return program.start(folder.resolve("err"), command.into(place));
    }

    private void killOnceItHasARecord(Process process, Command command) throws IOException, InterruptedException {
        while (lines(command, "killed").isEmpty() && process.isAlive()) {
            Thread.sleep(5);
        }
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroyForcibly().waitFor();
        for (ProcessHandle worker : workers) {
            worker.onExit().join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasKilledGoesOnToTheSameRecords(Command command) throws IOException, InterruptedException {
        killOnceItHasARecord(startInto("killed", command), command);
        int before = lines(command, "killed").size();
        assertThat(before).isPositive().isLessThan(command.count);
        assertThat(program.run(command.into("killed")).status()).isZero();
        List<String> after = lines(command, "killed");
        assertThat(after).hasSize(command.count);

        Files.createDirectories(folder.resolve("whole"));
        assertThat(program.run(command.into("whole")).status()).isZero();
        assertThat(results(command, "killed")).isEqualTo(results(command, "whole"));

        assertThat(program.run(command.into("killed")).status()).isZero();
        assertThat(lines(command, "killed")).as("nothing is done twice").isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource
    void twoInOnePlaceAreNoTwoWriters(Command command) throws IOException, InterruptedException {
        Process first = startInto("killed", command);
        while (!Files.exists(folder.resolve("killed").resolve(command.records)) && first.isAlive()) {
            Thread.sleep(5);
        }
        Program.Run second = program.run(command.into("killed"));
        assertThat(second.err())
                .last()
                .asString()
                .isEqualTo("hypersimplex: killed/" + command.records + ": another program is writing there");
        assertThat(second.status()).isEqualTo(2);
        assertThat(first.waitFor()).isZero();
        assertThat(lines(command, "killed")).hasSize(command.count);
    }

    @ParameterizedTest
    @EnumSource
    void aFullDiskIsOneLineThatNamesTheFileAndKeepsWholeRecords(Command command)
            throws IOException, InterruptedException {
        assumeTrue(FullDisk.isPossible(), "no file system can be mounted here");
        Program.Run run = FullDisk.seenBy(program).run(command.into("full"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().getLast()).matches("hypersimplex: full/[^:]+: No space left on device");
        assertThat(run.err()).filteredOn(line -> line.startsWith("\tat ")).isEmpty();
        int whole = lines(command, "left").size();
        assertThat(whole).isLessThan(command.count);
        assertThat(results(command, "left")).hasSize(whole);
        assertThat(program.run(command.into("left")).status()).isZero();
        assertThat(lines(command, "left")).hasSize(command.count);
    }
}
