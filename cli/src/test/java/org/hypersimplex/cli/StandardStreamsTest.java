package org.hypersimplex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard input and output that are full or closed. */
class StandardStreamsTest {
    private final Path directory;
    private final Program program;

    StandardStreamsTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        program = new Program(directory);
        program.file("good", "1 2 3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "--help", "--version", "project --k 1 --tau 1 good"})
    void whatCannotBeWrittenIsNoSuccess(String line) throws Exception {
        File full = new File("/dev/full");
        assumeTrue(full.exists());
        Path err = directory.resolve("err");
        Process process = program.builder(line.split(" ", -1))
                .redirectOutput(full)
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(Files.readAllLines(err)).contains("hypersimplex: standard output: No space left on device");
    }

    /** Whoever starts Java itself, and not by the launcher, may close the streams as well. */
    @ParameterizedTest
    @CsvSource({"project --k 1 --tau 1 -, <&-", "project --k 1 --tau 1 good, >&-", "info, >&-", "--help, >&-"})
    void aClosedStreamDoesNotCrashTheMachine(String line, String closed) throws Exception {
        assumeTrue(new File("/bin/bash").exists());
        ProcessBuilder builder = program.builder(line.split(" ", -1));
        List<String> command = List.copyOf(builder.command());
        builder.command().clear();
        builder.command().addAll(List.of("/bin/bash", "-c", "exec \"$@\" " + closed, "bash"));
        builder.command().addAll(command);
        Path err = directory.resolve("err");
        Process process = builder.redirectError(err.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(Files.readAllLines(err)).last().asString().startsWith("hypersimplex: ");
    }

    @Test
    void helpGoesToStandardOutput() throws Exception {
        Program.Run run = program.run("--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Commands:");
    }
}
