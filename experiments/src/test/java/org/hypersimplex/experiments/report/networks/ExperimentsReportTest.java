package org.hypersimplex.experiments.report.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypersimplex.cli.spi.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsReportTest {
    private static final Path REPORTS = Path.of("..", "reports");

    @Test
    void theCommittedReportIsDrawnFromTheCommittedResults() throws IOException {
        assertThat(Files.readString(REPORTS.resolve("experiments.md"))).isEqualTo(ExperimentsReport.markdown(REPORTS));
    }

    @Test
    void aPlanThatIsNotFinishedIsSaidToBe(@TempDir Path home) throws IOException {
        Path reports = home.resolve(Report.FOLDER);
        Path committed = REPORTS.resolve("experiments");
        Path folder = Files.createDirectories(reports.resolve("experiments/desk"));
        Files.copy(committed.resolve("paper_accuracy.csv"), reports.resolve("experiments/paper_accuracy.csv"));
        List<String> runs = Files.readAllLines(committed.resolve("desk/runs.jsonl"));
        Files.write(folder.resolve("runs.jsonl"), runs.subList(0, 3));
        new ExperimentsReport().draw(home);
        assertThat(Files.readString(reports.resolve("experiments.md")))
                .contains("**Not finished: 3 of the plan's 188 runs ended.**");
        assertThat(reports.resolve("experiments/paper-cifar10.svg")).exists();
    }

    @Test
    void everyPictureOfTheCommittedReportIsCommitted() throws IOException {
        List<String> pictures = Files.readAllLines(REPORTS.resolve("experiments.md")).stream()
                .filter(line -> line.startsWith("!["))
                .map(line -> line.replaceFirst(".*\\((.*)\\)", "$1"))
                .toList();
        assertThat(pictures).isNotEmpty().allSatisfy(file -> assertThat(REPORTS.resolve(file))
                .exists());
    }
}
