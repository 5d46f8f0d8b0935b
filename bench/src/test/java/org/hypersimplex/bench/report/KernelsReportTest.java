package org.hypersimplex.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypersimplex.cli.report.Measured;
import org.junit.jupiter.api.Test;

class KernelsReportTest {
    private static final Path REPORTS = Path.of("..", "reports");

    private static final String PLAIN = """
            {"benchmark": "org.hypersimplex.bench.speed.Kernels.project", "primaryMetric": {"score": %s},
             "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 0.25}},
             "params": {"n": "8192", "columns": "%s", "layout": "%s", "k": "n/2", "tau": "1.5", "scores": "NORMAL",
             "precision": "float", "engine": "vector", "threads": "1"}}""";
    private static final String COPY = """
            {"benchmark": "org.hypersimplex.bench.speed.Limits.copy", "primaryMetric": {"score": 2},
             "params": {"n": "8192"}}""";

    private static List<Target> targets(String... benchmarks) throws IOException {
        String json = "{\"benchmarks\": [" + String.join(",", benchmarks) + "]}";
        return Target.all(Measured.all(new ObjectMapper().readTree(json)));
    }

    private static String row(List<Target> targets, String beginning) {
        return targets.stream()
                .filter(t -> t.work().startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .markdown();
    }

    @Test
    void aRatioWithinItsTargetIsMet() throws IOException {
        List<Target> targets = targets(PLAIN.formatted(13, 1, "contiguous"), COPY);
        assertThat(row(targets, "n = 8192, τ")).contains("| ≤ 7.00 | 6.50 | met |");
        assertThat(row(targets, "allocation")).contains("| 0.25 | met |");
    }

    @Test
    void aRatioBeyondItsTargetIsNotMet() throws IOException {
        List<Target> targets = targets(
                PLAIN.formatted(20, 1, "contiguous"),
                COPY,
                PLAIN.formatted(100, 10, "contiguous"),
                PLAIN.formatted(160, 10, "row-major"));
        assertThat(row(targets, "n = 8192, τ")).contains("| 10.0 | **not met** |");
        assertThat(row(targets, "8192×10 row-major")).contains("| 1.60 | **not met** |");
    }

    @Test
    void whatIsMissingIsNotMeasured() throws IOException {
        for (Target target : targets(COPY)) {
            assertThat(target.markdown()).contains("not measured");
        }
    }

    @Test
    void theCommittedReportIsDrawnFromTheCommittedResults() throws IOException {
        assertThat(Files.readString(REPORTS.resolve("kernels.md"))).isEqualTo(KernelsReport.markdown(REPORTS));
    }
}
