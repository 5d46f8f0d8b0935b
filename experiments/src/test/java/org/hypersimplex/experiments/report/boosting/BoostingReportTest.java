package org.hypersimplex.experiments.report.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoostingReportTest {
    private static String trial(String arm, int seed, double rate, double validation, double test) {
        return String.format(
                Locale.ROOT,
                "{\"dataset\":\"small\",\"arm\":\"%s\",\"seed\":%d,\"rate\":%f,\"minLeafHessian\":1,\"trainRows\":6,"
                        + "\"validationRows\":2,\"testRows\":2,\"validationArea\":%f,\"testArea\":%f,"
                        + "\"testAccuracy\":0.5}%n",
                arm,
                seed,
                rate,
                validation,
                test);
    }

    @Test
    void theSettingsAreChosenByTheValidationRowsOfEachSplit(@TempDir Path reports) throws IOException {
        Path folder = Files.createDirectories(reports.resolve("boosting"));
        Files.writeString(
                folder.resolve("small.jsonl"),
                trial("binary", 0, 0.1, 0.8, 0.7)
                        + trial("binary", 0, 0.2, 0.7, 0.9)
                        + trial("binary", 1, 0.1, 0.6, 0.5)
                        + trial("binary", 1, 0.2, 0.7, 0.6)
                        + trial("l2", 0, 0.1, 0.5, 0.72)
                        + trial("l2", 1, 0.1, 0.5, 0.66));
        assertThat(BoostingReport.markdown(reports))
                .contains("Tuned over learning rates 0.1, 0.2 and minimum leaf hessians 1, against binary; "
                        + "2 splits of 10 rows.")
                // With one degree of freedom Student's t is Cauchy's: p = 1 - 2/pi atan 2, and tan(.45 pi) = 6.3138.
                .contains("| binary | all | 0.7500 ± 0.3157 | 0.6500 ± 0.3157 | 0.5000 ± 0.0000 |")
                .contains("| l2 | all | 0.5000 ± 0.0000 | 0.6900 ± 0.1894 | 0.5000 ± 0.0000 "
                        + "| +0.0400 ± 0.1263 | 2.00 | 0.2952 | 0.2952 |");
    }

    @Test
    void whatHoldsIsWhatTheTestsSayBesideThePaper(@TempDir Path reports) throws IOException {
        Path folder = Files.createDirectories(reports.resolve("boosting"));
        StringBuilder trials = new StringBuilder();
        double[] noise = {0.001, -0.001, 0.002, -0.002};
        for (int seed = 0; seed < noise.length; seed++) {
            trials.append(trial("binary", seed, 0.1, 0.7, 0.7));
            trials.append(trial("hypersimplex", seed, 0.1, 0.7, 0.7 + noise[seed]));
            trials.append(trial("paper: cross-entropy as run (l2)", seed, 0.1, 0.7, 0.6));
            trials.append(trial("paper: hypersimplex", seed, 0.1, 0.7, 0.65 + noise[seed]));
        }
        Files.writeString(folder.resolve("small.jsonl"), trials);
        Files.writeString(folder.resolve("paper.json"), """
                [{"id": "small", "name": "Small", "crossEntropy": 0.5, "hypersimplex": 0.6,
                  "source": "https://example.org/", "command": "./hypersimplex boost"},
                 {"id": "large", "name": "Large", "crossEntropy": 0.5, "hypersimplex": 0.6,
                  "source": "https://example.org/", "command": "./hypersimplex boost"}]
                """);
        assertThat(BoostingReport.markdown(reports))
                .contains("in 0 of 1 data sets (Holm's p < .1): no gain survives a fair baseline here.")
                .contains("small, 10 rows. The paper has +0.100 on Small (0.600, cross-entropy 0.500):")
                .contains("- hypersimplex against binary: **no difference is shown**, +0.0000")
                .contains("- paper: hypersimplex against paper: cross-entropy as run (l2): **ahead**, +0.0500")
                .contains(
                        "| Small | 0.500 | 0.600 | <https://example.org/> | `./hypersimplex boost` | small, 10 rows |")
                .contains("| Large | 0.500 | 0.600 | <https://example.org/> | `./hypersimplex boost` | no |");
    }

    private static String measured(String part, double micros) {
        return String.format(
                Locale.ROOT,
                "{\"benchmark\":\"org.hypersimplex.bench.speed.Boosting.%s\",\"params\":{\"n\":\"1000\"},"
                        + "\"primaryMetric\":{\"score\":%f},\"secondaryMetrics\":{\"memory.peak\":{\"score\":1234.4}}}",
                part,
                micros);
    }

    @Test
    void aRoundsCostIsThatOfItsPartsBesideTheTree(@TempDir Path reports) throws IOException {
        Path folder = Files.createDirectories(reports.resolve("boosting"));
        Files.writeString(
                folder.resolve("speed.json"),
                "{\"surroundings\":{\"command\":\"bench\",\"cores\":2,\"cpu\":\"a CPU\",\"java\":\"25\"},"
                        + "\"benchmarks\":["
                        + String.join(
                                ",",
                                measured("scores", 1000),
                                measured("gradient", 5000),
                                measured("gradientOfTies", 7500),
                                measured("tree", 200_000))
                        + "]}");
        assertThat(BoostingReport.markdown(reports))
                .contains("`bench` on 2 cores of a CPU, Java 25")
                .contains("| 1,000 | 1.0 | 5.0 | 7.5 | 200.0 | 2.5 % | 1,234 |");
    }

    @Test
    void theCommittedReportIsWhatItsRecordsGive() throws IOException {
        Path reports = Path.of("..", "reports");
        assertThat(BoostingReport.markdown(reports)).isEqualTo(Files.readString(reports.resolve("boosting.md")));
    }
}
