package org.hypersimplex.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hypersimplex.cli.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    private final Path folder;

    BenchCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aRunPrintsATableAndWritesWhatItMeasured() throws Exception {
        Path json = folder.resolve("run.json");
        Program.Run result = new Program(folder)
                .run("bench", "--quick", "--group", "short", "--time", "20", "--json", json.toString());
        assertThat(result.err()).contains("short, part 1 of 1");
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("Kernels.project 1024 columns");
        JsonNode read = new ObjectMapper().readTree(json.toFile());
        assertThat(read.path("benchmarks")
                        .path(0)
                        .path("primaryMetric")
                        .path("score")
                        .asDouble())
                .isPositive();
        assertThat(Files.readString(json)).doesNotContain(String.valueOf(System.getProperty("java.home")));
        assertThat(left()).containsExactly(json);
    }

    @Test
    void whatCannotBeWrittenIsFoundOutBeforeMeasuring() throws Exception {
        Program.Run result = new Program(folder)
                .run("bench", "--json", folder.resolve("no/run.json").toString());
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).hasSize(1);
        assertThat(result.err().get(0)).contains("its directory does not exist");
        assertThat(left()).isEmpty();
    }

    @Test
    void anUnknownGroupIsNamed() throws Exception {
        Program.Run result = new Program(folder).run("bench", "--group", "sises");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).hasSize(1);
        assertThat(result.err().get(0)).contains("'sises'");
    }

    @Test
    void sparkIsAskedForWithPossibleSizesAndWhereItIsBuilt() throws Exception {
        for (String[] wrong : new String[][] {
            {"--rows 1000000", "--rows goes with --group spark"},
            {"--group spark --rows 1000000,99999", "--rows must be 100000 to 10000000000, one was 99999"},
            {
                "--group spark",
                "--group spark needs Spark, which is not built here: mvn -pl integration-spark -am test-compile"
            }
        }) {
            Program.Run result = new Program(folder).run(("bench --json run.json " + wrong[0]).split(" ", -1));
            assertThat(result.err()).containsExactly("hypersimplex: " + wrong[1]);
            assertThat(result.status()).isEqualTo(2);
            assertThat(left()).isEmpty();
        }
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
