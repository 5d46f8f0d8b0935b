package org.hypersimplex.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hypersimplex.cli.failure.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file appears whole or not at all. */
class OutputTest {
    private final Path directory;

    OutputTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void failureKeepsTheOldFileAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(directory.resolve("x.csv"), "old");
        assertThatThrownBy(() -> Output.to(file.toString(), out -> {
                    out.write("half of the new".getBytes(StandardCharsets.UTF_8));
                    throw new IOException("disk full");
                }))
                .isInstanceOf(UserException.class)
                .hasMessage(file + ": disk full");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("x.csv");
    }

    @Test
    void successReplacesTheFileBehindALink() throws IOException {
        Path file = Files.writeString(directory.resolve("x.csv"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        Output.to(link.toString(), out -> out.write('n'));
        assertThat(file).hasContent("n");
        assertThat(link).isSymbolicLink();
        assertThat(names()).containsExactly("link", "x.csv");
    }

    @Test
    void directoriesAndMissingDirectoriesAreNamed() {
        assertThatThrownBy(() -> Output.to(directory.toString(), out -> out.write('n')))
                .hasMessage(directory + ": is a directory");
        String orphan = directory.resolve("none").resolve("x.csv").toString();
        assertThatThrownBy(() -> Output.to(orphan, out -> out.write('n')))
                .hasMessage(orphan + ": its directory does not exist");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
