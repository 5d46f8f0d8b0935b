package org.hypersimplex.experiments.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedFilesTest {
    @Test
    void whatIsDownloadedStandsInThePageOnSecurity() throws Exception {
        List<String> rows = new ArrayList<>();
        for (ImageDataset dataset : ImageDataset.values()) {
            for (PublishedFile file : dataset.published()) {
                rows.add("| `" + file.address() + "` | `" + file.sha256() + "` |");
            }
        }
        assertThat(Files.readAllLines(Path.of("../SECURITY.md")))
                .filteredOn(line -> line.startsWith("| `http"))
                .containsExactlyInAnyOrderElementsOf(rows);
    }
}
