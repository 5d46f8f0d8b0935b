package org.hypersimplex.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the passes of the vector engine consist of: what {@code bench --group cpu-code} found. */
final class PassTable {
    private PassTable() {}

    /** A part of a call below this is left out. */
    private static final double SMALLEST_SHARE = 0.02;

    /** What the calls of a run spend their time on, the largest part first; empty if nobody looked. */
    static String profiles(JsonNode run) {
        if (run.path("profiles").isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("""

                | call | µs, while looked at | parts of its time, % |
                |---|--:|---|
                """);
        for (JsonNode call : run.path("profiles")) {
            double samples = call.path("samples").asDouble();
            String parts = call.path("methods").properties().stream()
                    .filter(method -> method.getValue().asDouble() >= SMALLEST_SHARE * samples)
                    .sorted(Comparator.comparingInt(method -> -method.getValue().asInt()))
                    .map(method -> String.format(
                            Locale.ROOT,
                            "`%s` %.0f",
                            method.getKey().replaceFirst(".*\\.", "").replace("::", "."),
                            100 * method.getValue().asDouble() / samples))
                    .collect(Collectors.joining(", "));
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %s |%n",
                    call.path("call").asText(),
                    call.path("us").asDouble(),
                    parts));
        }
        return text.toString();
    }

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
