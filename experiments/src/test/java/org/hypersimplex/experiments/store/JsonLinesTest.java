package org.hypersimplex.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.hypersimplex.cli.failure.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    private static final Measurement FIRST = new Measurement("first", 0.25);
    private static final Measurement SECOND = new Measurement("second", 1e-300);

    private final Path file;
    private final JsonLines<Measurement> lines;

    JsonLinesTest(@TempDir Path folder) {
        file = folder.resolve("measurements.jsonl");
        lines = new JsonLines<>(file, Measurement.class, "a measurement");
    }

    private record Measurement(String name, double value) {}

    @Test
    void whatIsAppendedIsReadAgain() throws IOException {
        assertThat(lines.resume()).isEmpty();
        lines.append(FIRST);
        lines.append(SECOND);
        assertThat(lines.read()).isEqualTo(List.of(FIRST, SECOND)).isEqualTo(lines.resume());
    }

    @Test
    void halfALineAtTheEndIsRemovedBeforeGoingOn() throws IOException {
        lines.append(FIRST);
        String whole = Files.readString(file);
        Files.writeString(file, whole + whole.substring(0, 10));
        assertThat(lines.resume()).containsExactly(FIRST);
        assertThat(Files.readString(file)).isEqualTo(whole);
    }

    @Test
    void aLineThatIsNoSuchRecordIsNamed() throws IOException {
        lines.append(FIRST);
        Files.writeString(file, Files.readString(file) + "{\"what\": 1}\n");
        assertThatThrownBy(lines::read)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(file + ":2: not the record of a measurement: ");
    }

    @Test
    void whatIsMissingCanBeResumedButNotRead() throws IOException {
        assertThat(lines.resume()).isEmpty();
        assertThatThrownBy(lines::read).isInstanceOf(NoSuchFileException.class);
    }
}
