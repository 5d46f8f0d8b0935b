package org.hypersimplex.experiments.report.boosting;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set of the paper's appendix.
 *
 * @param id how the names of our data sets begin that are, or are of the kind of, this one
 * @param name in the paper's table
 * @param crossEntropy the paper's AUC of what it calls cross-entropy
 * @param hypersimplex the paper's AUC of the HyperSimplex loss
 * @param source where it is to be had
 * @param command that trains on it
 */
record PaperRow(String id, String name, double crossEntropy, double hypersimplex, String source, String command) {
    /** The table in a folder, or nothing where there is none. */
    static List<PaperRow> read(Path folder) throws IOException {
        Path file = folder.resolve("paper.json");
        return Files.exists(file) ? List.of(new ObjectMapper().readValue(file.toFile(), PaperRow[].class)) : List.of();
    }

    boolean covers(String dataset) {
        return dataset.startsWith(id);
    }

    /** What the paper says is gained. */
    double gain() {
        return hypersimplex - crossEntropy;
    }
}
