package org.hypersimplex.experiments.report.boosting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypersimplex.cli.failure.JsonFailure;
import org.hypersimplex.cli.failure.UserException;

/**
 * A data set of the paper's appendix.
 *
 * @param id prefix of the names of our data sets that correspond to this one
 * @param name in the paper's table
 * @param crossEntropy the paper's AUC of what it calls cross-entropy
 * @param hypersimplex the paper's AUC of the HyperSimplex loss
 * @param source where to get it
 * @param command that trains on it
 */
record PaperRow(String id, String name, double crossEntropy, double hypersimplex, String source, String command) {
    /** The table in a folder, or nothing where there is none. */
    static List<PaperRow> read(Path folder) throws IOException {
        Path file = folder.resolve("paper.json");
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return List.of(new ObjectMapper().readValue(file.toFile(), PaperRow[].class));
        } catch (JsonProcessingException e) {
            throw UserException.at(file, JsonFailure.line(e), "not the paper's table: " + JsonFailure.reason(e));
        }
    }

    boolean covers(String dataset) {
        return dataset.startsWith(id);
    }

    /** By how much HyperSimplex is ahead in the paper. */
    double gain() {
        return hypersimplex - crossEntropy;
    }
}
