package org.hypersimplex.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What {@code tornado/lease/measure.sh} adds to a run: what else ran on the GPU, and what NVIDIA's profiler counted. */
final class GpuPeers {
    private static final double BYTES = Float.BYTES;
    private static final int THREADS = 32;

    private GpuPeers() {}

    /** The tables, "" if the run has neither. */
    static String markdown(JsonNode file) {
        StringBuilder text = new StringBuilder();
        if (file.has("peers")) {
            peers(file.path("peers"), file.path("device").path("times"), text);
        }
        if (file.has("profile")) {
            profile(file.path("profile"), text);
        }
        return text.toString();
    }

    private static void peers(JsonNode peers, JsonNode ours, StringBuilder text) {
        text.append(String.format(
                Locale.ROOT,
                """

                Beside PyTorch %s on the same GPU (%s, driver %s), times in µs by PyTorch's events: hard top-k and sort
                answer another question; bisection is the projection in 50 halvings.

                | n | columns | copy | torch.topk | torch.sort | bisection | ours, kernels |
                |--:|--:|--:|--:|--:|--:|--:|
                """,
                peers.path("torch").asText(),
                peers.path("gpu").asText(),
                peers.path("driver").asText()));
        for (JsonNode row : peers.path("times")) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %s | %s | %s | %s | %s |%n",
                    row.path("n").asInt(),
                    row.path("columns").asInt(),
                    number(row.path("copy")),
                    number(row.path("topk")),
                    number(row.path("sort")),
                    number(row.path("bisection")),
                    ours(row, ours)));
        }
    }

    private static String ours(JsonNode peer, JsonNode times) {
        for (JsonNode row : times) {
            if (row.path("n").equals(peer.path("n")) && row.path("columns").equals(peer.path("columns"))) {
                return number(row.path("kernels"));
            }
        }
        return "";
    }

    private static void profile(JsonNode works, StringBuilder text) {
        text.append("""

                By NVIDIA's profiler, of one call each: a kernel's own time, without launching.

                | n | columns | kernels | µs | registers | instructions a score | traffic in copies |
                |--:|--:|---|--:|--:|--:|--:|
                """);
        for (JsonNode work : works) {
            double scores = work.path("n").asDouble() * work.path("columns").asDouble();
            double micros = 0;
            double instructions = 0;
            double bytes = 0;
            int registers = 0;
            StringBuilder names = new StringBuilder();
            for (JsonNode launch : work.path("launches")) {
                micros += launch.path("micros").asDouble();
                instructions += THREADS * launch.path("instructions").asDouble();
                bytes += launch.path("read").asDouble() + launch.path("written").asDouble();
                registers = Math.max(registers, launch.path("registers").asInt());
                names.append(names.isEmpty() ? "" : ", ")
                        .append(launch.path("kernel").asText())
                        .append(String.format(
                                Locale.ROOT, " %.1f", launch.path("micros").asDouble()));
            }
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %s | %.1f | %d | %.0f | %.2f |%n",
                    work.path("n").asInt(),
                    work.path("columns").asInt(),
                    names,
                    micros,
                    registers,
                    instructions / scores,
                    bytes / (2 * BYTES * scores)));
        }
    }

    private static String number(JsonNode value) {
        return value.isMissingNode() ? "" : String.format(Locale.ROOT, "%.1f", value.asDouble());
    }
}
