package org.hypersimplex.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypersimplex.cli.spi.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuReportTest {
    private static final Path REPORTS = Path.of("..", "reports");

    private static final String JMH = """
            {"benchmark": "org.hypersimplex.bench.speed.Kernels.project", "primaryMetric": {"score": %s},
             "params": {"n": "8192", "columns": "%s", "layout": "contiguous", "k": "n/2", "tau": "1.5",
             "scores": "NORMAL", "precision": "float", "engine": "%s", "threads": "1"}}""";
    private static final String RUN = """
            {"surroundings": {"command": "hypersimplex bench --group gpu", "cpu": "a CPU",
              "cores": 2, "java": "25, a VM"},
             "device": {"description": "a device", "isGpu": %s,
              "accuracy": [{"scores": "TIED", "n": 31, "columns": 10, "problems": 120, "promised": 90,
                "largest": %s, "sum": 1e-7},
               {"scores": "EXPONENTIAL", "n": 8192, "columns": 1, "problems": 12, "promised": 0,
                "largest": 0, "sum": 0}],
              "times": [
               {"n": 8192, "columns": 10, "first": 900000, "kernels": 20, "copy": 3},
               {"n": 8192, "columns": 1024, "first": 900000, "kernels": 200, "copy": 50}]},
             "peers": {"gpu": "a GPU", "driver": "1.2", "torch": "3.4", "times": [
               {"n": 8192, "columns": 10, "copy": 2.5, "topk": 58, "bisection": 5134}]},
             "profile": [{"n": 8192, "columns": 10, "launches": [
               {"kernel": "solve", "micros": 18, "registers": 94, "instructions": 180000, "read": 327680, "written": 0},
               {"kernel": "write", "micros": 2, "registers": 30, "instructions": 19680, "read": 327680,
                "written": 327680}]}],
             "benchmarks": [%s]}""";

    private final Path home;
    private final Path folder;

    GpuReportTest(@TempDir Path home) {
        this.home = home;
        folder = home.resolve(Report.FOLDER);
    }

    private String report(boolean isGpu) throws IOException {
        return report(isGpu, 2e-7);
    }

    private String report(boolean isGpu, double error) throws IOException {
        Files.createDirectories(folder.resolve("gpu"));
        String benchmarks = String.join(
                ",",
                JMH.formatted(150, 10, "vector"),
                JMH.formatted(400, 10, "gpu"),
                JMH.formatted(16000, 1024, "vector"),
                JMH.formatted(9000, 1024, "gpu"));
        Files.writeString(folder.resolve("gpu/one.json"), RUN.formatted(isGpu, error, benchmarks));
        new GpuReport().draw(home);
        return Files.readString(folder.resolve("gpu.md"));
    }

    @Test
    void aGpuIsHeldAgainstItsTargetsAndTheVectorEngine() throws IOException {
        assertThat(report(true))
                .contains("| tied | 31 | 10 | 120 | 90 | 2.0e-07 | 1.0e-07 |")
                .contains("1024 columns of 8192: µs | ≤ 45.0 | 200 | **not met** |")
                .contains("10 columns of 8192: µs | ≤ 20.0 | 20.0 | met |")
                .contains("one vector of 2^26: µs | ≤ 540 |  | not measured |")
                .contains("| 8192 | 10 | contiguous | 150.0 | 400.0 | 20.0 | 3.0 | 900000 |")
                .contains("| 8192 | 10 | 2.5 | 58.0 |  | 5134.0 | 20.0 |")
                .contains("| 8192 | 10 | solve 18.0, write 2.0 | 20.0 | 94 | 78 | 1.50 |")
                .contains("n = 8192: 1024 columns with transfers, 10 with the kernels alone")
                .doesNotContain("still to come");
        assertThat(folder.resolve("gpu/one.svg")).exists();
    }

    @Test
    void aCpuBehindOpenClGetsNoTimes() throws IOException {
        assertThat(report(false))
                .contains("| tied | 31 | 10 | 120 | 90 | 2.0e-07 | 1.0e-07 |")
                .contains("still to come")
                .contains("no time is printed")
                .doesNotContain("16000")
                .doesNotContain("met |");
        assertThat(folder.resolve("gpu/one.svg")).doesNotExist();
    }

    @Test
    void whetherTheContractHoldsIsSaid() throws IOException {
        assertThat(report(false))
                .contains("**The accuracy contract holds in every row**")
                .contains("90 of the 132 problems")
                .contains("The other 42 problems are not checked")
                .contains("| exponential | 8192 | 1 | 12 | 0 |  |  |");
        assertThat(report(false, 6e-7))
                .contains("**The accuracy contract does not hold for tied scores, n = 31, columns = 10**");
    }

    @Test
    void theCommittedReportIsDrawnFromTheCommittedResults() throws IOException {
        assertThat(Files.readString(REPORTS.resolve("gpu.md"))).isEqualTo(GpuReport.markdown(REPORTS));
    }
}
