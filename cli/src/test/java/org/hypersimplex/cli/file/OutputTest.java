package org.hypersimplex.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void aFileThatIsReplacedKeepsItsMode() throws IOException {
        Path file = Files.writeString(directory.resolve("x.csv"), "old");
        for (String mode : List.of("rw-------", "rw-rw-rw-", "r--r-----")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            Output.to(file.toString(), out -> {
                out.write('n');
                for (Path half : files()) {
                    assertThat(PosixFilePermissions.fromString(mode)).containsAll(Files.getPosixFilePermissions(half));
                }
            });
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(mode);
            assertThat(file).hasContent("n");
        }
    }

    @Test
    void aNameMayBeAsLongAsTheFileSystemAllows() {
        Path file = directory.resolve("n".repeat(255));
        Output.to(file.toString(), out -> out.write('n'));
        assertThat(file).hasContent("n");
    }

    @Test
    void ofSeveralFilesTheOneThatCannotBeWrittenIsNamed() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Path other = directory.resolve("x.csv");
        assertThatThrownBy(() -> Output.to(
                        full.toString(), out -> Output.to(other.toString(), inner -> out.write(new byte[1 << 16]))))
                .isInstanceOf(UserException.class)
                .hasMessage("/dev/full: No space left on device");
        assertThat(names()).isEmpty();
    }

    @Test
    void standardOutputStaysOpen() {
        Output.to(Output.STANDARD, OutputStream::close);
        assertThat(FileDescriptor.out.valid()).isTrue();
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
        return files().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .sorted()
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
