package org.hypersimplex.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypersimplex.cli.spi.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkReportTest {
    private static final Path REPORTS = Path.of("..", "reports");

    private static final String RUN = """
            {"surroundings": {"command": "hypersimplex bench --group spark", "cpu": "a CPU", "cores": 2,
              "java": "25, a VM"},
             "spark": {"version": "3.5.6", "master": "local[2]", "executorMemory": 8589934592, "partitions": 8, "tau": 0.05,
              "share": 0.005, "runs": [
               {"rows": 10000000, "groups": 1, "work": "soft threshold", "k": 50000, "kept": 49999.9999, "passes": 3,
                "seconds": [4.25, 1.5], "jobs": 3, "stages": 9, "shuffleBytes": 1048576, "driverBytes": 2097152,
                "peakTaskBytes": 0, "spilledBytes": 0},
               {"rows": 10000000, "groups": 1000, "work": "row_number", "k": 50, "kept": 50, "seconds": [20, 21],
                "jobs": 1, "stages": 2, "shuffleBytes": 209715200, "driverBytes": 1024, "peakTaskBytes": 104857600,
                "spilledBytes": 0}]}}""";

    private final Path home;

    SparkReportTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void everySizeHasATableOfWhatWasMeasured() throws IOException {
        Path runs = Files.createDirectories(home.resolve(Report.FOLDER).resolve("spark"));
        Files.writeString(runs.resolve("one.json"), RUN);
        new SparkReport().draw(home);
        assertThat(Files.readString(home.resolve("reports/spark.md")))
                .contains("## one", "`hypersimplex bench --group spark` on 2 cores of a CPU, Java 25, a VM")
                .contains("Spark 3.5.6, local[2], 8 partitions, 8.00 GiB", "k is 0.500 % of the rows", "τ = 0.0500")
                .contains("### 10,000,000 rows, one problem\n")
                .contains(
                        "| soft threshold | 50,000 | 50,000 | 4.25 | 1.50 | 3 | 3 | 9 | 1.00 | 2.00 | 0.00 | 0.00 |\n")
                .contains("### 10,000,000 rows, 1,000 groups\n")
                .contains("| row_number | 50 | 50 | 20.00 | 21.00 |  | 1 | 2 | 200 | 0.000977 | 100 | 0.00 |\n")
                .doesNotContain("still to come");
    }

    @Test
    void whatGoesThroughTheDriverInAPassDependsNeitherOnRowsNorOnNodes() {
        long tally = SparkCluster.tallyBytes();
        // 2^16 bins of five numbers, and little else.
        assertThat(tally).isBetween((5L * Double.BYTES) << 16, (21L * Double.BYTES) << 14);
        String line = String.format("| through the driver in a pass | %.2f |", tally / (double) (1 << 20));
        assertThat(SparkCluster.usual().markdown()).contains(line, "100 nodes, 10,000,000,000 rows", "there are 597.");
        assertThat(new SparkCluster(2, 1000).markdown()).contains(line, "there are 1.");
    }

    @Test
    void theCommittedReportIsDrawnFromTheCommittedResults() throws IOException {
        assertThat(Files.readString(REPORTS.resolve("spark.md"))).isEqualTo(SparkReport.markdown(REPORTS));
    }
}
