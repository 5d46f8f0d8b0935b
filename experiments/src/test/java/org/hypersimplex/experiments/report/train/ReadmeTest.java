package org.hypersimplex.experiments.report.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's table is what the committed results say. */
class ReadmeTest {
    private static final Path HOME = Path.of("..");

    @Test
    void theReadmeShowsTheCommittedResults() throws IOException {
        assertThat(Files.readString(HOME.resolve("README.md")))
                .isEqualTo(TrainReport.readme(HOME).with(TrainReport.section(HOME)));
    }
}
