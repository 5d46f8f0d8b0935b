package org.hypersimplex.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hypersimplex.cli.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program tells about itself. */
class HelpTest {
    private final Path directory;

    HelpTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @CsvSource({
        "project, --k --tau --by --precision --upstream --thresholds --engine --threads --out FILE --help",
        "loss, --k --tau --reduction --precision --gradient LOGITS LABELS --help",
        "info, --help --version",
    })
    void helpListsEveryOption(String command, String options) throws Exception {
        Program.Run run = new Program(directory).run(command, "--help");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains(options.split(" ", -1));
    }

    @Test
    void infoNamesWhatWasFound() throws Exception {
        Program.Run run = new Program(directory).run("info");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(System.getProperty("java.version"), System.getProperty("os.arch"))
                .containsPattern("(?m)^hypersimplex +\\d+\\.\\d+")
                .containsPattern("(?m)^engine +\\S")
                .containsPattern("(?m)^vector width +\\d+ bits")
                .containsPattern("(?m)^oneDNN +(on|off)");
    }
}
