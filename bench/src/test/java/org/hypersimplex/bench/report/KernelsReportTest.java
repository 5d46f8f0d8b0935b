package org.hypersimplex.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static String reading(String goal, String... benchmarks) throws IOException {
        String json = "{\"benchmarks\": [" + String.join(",", benchmarks) + "]}";
        Ratios ratios = new Ratios(Measured.all(new ObjectMapper().readTree(json)));
        Goal found = Goal.all().stream()
                .filter(g -> g.work().startsWith(goal))
                .findFirst()
                .orElseThrow();
        Reading reading = found.reading().apply(ratios);
        return reading.text() + " " + found.verdict(reading, true) + ", narrow: " + found.verdict(reading, false);
    }

    @Test
    void aRatioWithinItsTargetIsMet() throws IOException {
        assertThat(reading("n = 8192, τ", PLAIN.formatted(6.5, 1, "contiguous"), COPY))
                .isEqualTo("3.25 met, narrow: met");
        assertThat(reading("allocation", PLAIN.formatted(6.5, 1, "contiguous"), COPY))
                .isEqualTo("0.25 met, narrow: met");
    }

    @Test
    void eachKindOfVectorsHasItsOwnTarget() throws IOException {
        assertThat(reading("n = 8192, τ", PLAIN.formatted(10, 1, "contiguous"), COPY))
                .isEqualTo("5.00 **not met**, narrow: met");
    }

    @Test
    void aRatioBeyondItsTargetIsNotMet() throws IOException {
        String[] benchmarks = {PLAIN.formatted(100, 10, "contiguous"), PLAIN.formatted(160, 10, "row-major")};
        assertThat(reading("8192×10 row-major", benchmarks)).isEqualTo("1.60 **not met**, narrow: **not met**");
    }

    @Test
    void whatIsMissingIsNotMeasured() throws IOException {
        for (Goal goal : Goal.all()) {
            assertThat(reading(goal.work(), COPY)).isEqualTo(" not measured, narrow: not measured");
        }
    }

    @Test
    void theCommittedReportIsDrawnFromTheCommittedResults() throws IOException {
        assertThat(Files.readString(REPORTS.resolve("kernels.md"))).isEqualTo(KernelsReport.markdown(REPORTS));
    }
}
