package org.hypersimplex.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What the passes of the vector engine consist of: what {@code bench --group cpu-code} found. */
final class PassTable {
    private PassTable() {}

    /** The table of a run, per vector of scores; a turn of a loop takes several. */
    static String of(JsonNode run) {
        StringBuilder text = new StringBuilder("""

                | pass: instructions for a vector of scores | all | arithmetic on vectors | moves and counts of masks | loads | stores | other memory |
                |---|--:|--:|--:|--:|--:|--:|
                """);
        for (JsonNode pass : run.path("passes")) {
            text.append("| ").append(pass.path("pass").asText());
            for (String kind : new String[] {"instructions", "arithmetic", "masks", "loads", "stores", "others"}) {
                double each = pass.path(kind).asDouble()
                        / Math.max(
                                1, pass.path("vectors").asInt(pass.path("loads").asInt()));
                text.append(String.format(Locale.ROOT, " | %.2f", each));
            }
            text.append(" |\n");
        }
        return text.toString();
    }
}
