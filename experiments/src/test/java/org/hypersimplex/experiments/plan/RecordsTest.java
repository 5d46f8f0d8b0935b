package org.hypersimplex.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypersimplex.cli.failure.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
    private final Path file;

    RecordsTest(@TempDir Path folder) {
        this.file = folder.resolve("runs.jsonl");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Records records = Records.open(file);
        records.append(Runs.of("a", 0.001, 0.8));
        records.append(Runs.of("b", 0.003, 0.9));
        assertThat(Records.read(file)).isEqualTo(List.of(Runs.of("a", 0.001, 0.8), Runs.of("b", 0.003, 0.9)));
        assertThat(Records.open(file).all()).hasSize(2);
    }

    @Test
    void halfALineAtTheEndIsTakenAway() throws IOException {
        Records.open(file).append(Runs.of("a", 0.001, 0.8));
        String whole = Files.readString(file);
        Files.writeString(file, whole + whole.substring(0, 40));
        assertThat(Records.open(file).all()).containsExactly(Runs.of("a", 0.001, 0.8));
        assertThat(file).hasContent(whole.strip());
    }

    @Test
    void aLineThatIsNoRunIsNamed() throws IOException {
        Records.open(file).append(Runs.of("a", 0.001, 0.8));
        Files.writeString(file, Files.readString(file) + "{\"what\": 1}\n");
        assertThatThrownBy(() -> Records.open(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("runs.jsonl:2");
    }
}
