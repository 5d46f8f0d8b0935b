package org.hypersimplex.fuzz.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FuzzTableTest {
    private static final Path HOME = Path.of("..");

    @Test
    void theCommittedTablesAreDrawnFromTheCommittedRecords() throws IOException {
        FuzzTable table = new FuzzTable(HOME);
        assertThat(table.section().with(table.markdown())).isEqualTo(Files.readString(HOME.resolve("docs/fuzzing.md")));
    }
}
