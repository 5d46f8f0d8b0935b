package org.hypersimplex.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hypersimplex.cli.failure.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private void append(Measurement... measurements) {
        try (JsonLines.Writer<Measurement> writer = lines.writer()) {
            for (Measurement measurement : measurements) {
                writer.append(measurement);
            }
        }
    }

    private List<Measurement> recorded() {
        try (JsonLines.Writer<Measurement> writer = lines.writer()) {
            return writer.recorded();
        }
    }

    @Test
    void whatIsAppendedIsReadAgain() throws IOException {
        append(FIRST, SECOND);
        assertThat(lines.read()).isEqualTo(List.of(FIRST, SECOND)).isEqualTo(recorded());
        append(FIRST);
        assertThat(lines.read()).isEqualTo(List.of(FIRST, SECOND, FIRST)).isEqualTo(recorded());
    }

    @Test
    void halfALineAtTheEndIsRemovedBeforeGoingOn() throws IOException {
        append(FIRST);
        String whole = Files.readString(file);
        Files.writeString(file, whole + whole.substring(0, 10));
        assertThat(recorded()).containsExactly(FIRST);
        assertThat(Files.readString(file)).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{~name~: ~x~, ~value~: 1, ~what~: 1}  | what is no field of it",
                "{~name~: ~x~}                 | value is missing",
                "{~name~: null, ~value~: 1}    | name must not be null",
                "{~name~: 5, ~value~: 1}       | name must be text, was '5'",
                "{~name~: ~x~, ~value~: 1} {}  | goes on after its end",
                "{~name~: ~x~, ~name~: ~y~, ~value~: 1} | has the field name twice",
                "{~name~: ~x~, ~value~: ~y~}   | value must be a number, was 'y'",
                "{~name~: [], ~value~: 1}      | name must be text",
                "[]                            | the whole must be an object in braces",
                "{~name~: ~x~                  | ends too early",
                "name                          | is no JSON",
                "''                            | is empty"
            })
    void aLineThatIsNoSuchRecordIsNamedInOurWords(String line, String why) throws IOException {
        append(FIRST);
        Files.writeString(file, Files.readString(file) + line.replace('~', '"') + "\n");
        for (ThrowingCallable reading : List.<ThrowingCallable>of(lines::read, this::recorded)) {
            assertThatThrownBy(reading)
                    .isInstanceOf(UserException.class)
                    .hasMessage(file + ":2: not the record of a measurement: " + why);
        }
    }

    @Test
    void aFileThatIsNoTextIsRefusedByThoseWhoGoOnToo() throws IOException {
        Files.write(file, new byte[] {'{', (byte) 0xFF, '}', '\n'});
        for (ThrowingCallable reading : List.<ThrowingCallable>of(lines::read, this::recorded)) {
            assertThatThrownBy(reading).isInstanceOf(UserException.class).hasMessage(file + ": is no text in UTF-8");
        }
    }

    @Test
    void whatIsMissingCanBeResumedButNotRead() {
        assertThatThrownBy(lines::read).isInstanceOf(NoSuchFileException.class);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void twoCannotWriteAtTheSameTime() {
        try (JsonLines.Writer<Measurement> first = lines.writer()) {
            first.append(FIRST);
            assertThatThrownBy(lines::writer)
                    .isInstanceOf(UserException.class)
                    .hasMessage(file + ": another program is writing there");
        }
        append(SECOND);
        assertThat(recorded()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aFullDiskIsNamed() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        try (JsonLines.Writer<Measurement> writer =
                new JsonLines<>(full, Measurement.class, "a measurement").writer()) {
            assertThatThrownBy(() -> writer.append(FIRST))
                    .isInstanceOf(UserException.class)
                    .hasMessage("/dev/full: No space left on device");
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        Path orphan = file.resolveSibling("none").resolve("x.jsonl");
        assertThatThrownBy(() -> new JsonLines<>(orphan, Measurement.class, "a measurement").writer())
                .hasMessage(orphan + ": its directory does not exist");
    }
}
