package org.hypersimplex.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.hypersimplex.bench.code.CodeLimit;

/** What the compilers make of the kernels, from a run of {@code bench --group gpu-code}. */
final class GpuCode {
    private static final String PTX = "PTX";

    private GpuCode() {}

    /** The tables. */
    static String markdown(JsonNode code) {
        String language = code.path("language").asText(PTX);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                The code that the kernels are compiled to for %s, from %s, and what a call costs the host, found without a
                GPU: the driver is a stub, and kernels don't run. Compiler: %s.
                """,
                code.path("architecture").asText(),
                language,
                code.path("compiler").asText()));
        if (language.equals(PTX)) {
            limits(code, text);
        } else {
            text.append("""

                    There are no bounds for it: TornadoVM has no way to tell this compiler the most registers, and it unrolls
                    the loops that PTX has as they are written.
                    """);
        }
        calls(code.path("works"), text);
        kernels(code.path("works"), text);
        return text.toString();
    }

    private static void limits(JsonNode code, StringBuilder text) {
        text.append("""

                | | keeps | goal | found | |
                |---|--:|--:|--:|---|
                """);
        for (CodeLimit limit : CodeLimit.all(code)) {
            String sign = limit.isMost() ? "≤ " : "≥ ";
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |%n",
                    limit.what(),
                    Double.isInfinite(limit.bound()) ? "" : sign + number(limit.bound()),
                    sign + number(limit.goal()),
                    number(limit.value()),
                    limit.isReached() ? "reached" : limit.isKept() ? "**not reached**" : "**worse**"));
        }
    }

    private static void calls(JsonNode works, StringBuilder text) {
        text.append("""

                Calls of the driver, and the host's time from the first copy to the device to the last one back, the median of
                the later half of so many runs in one JVM, or of all, the first ones too, where no number is given:

                | work | launches | copies to the device | back | events | all calls | host's µs | runs |
                |---|--:|--:|--:|--:|--:|--:|--:|
                """);
        for (JsonNode work : works) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d | %.0f | %s |%n",
                    work.path("title").asText(),
                    work.path("launches").asInt(),
                    work.path("uploads").asInt(),
                    work.path("downloads").asInt(),
                    work.path("events").asInt(),
                    work.path("calls").asInt(),
                    work.path("micros").asDouble(),
                    work.path("runs").asText()));
        }
    }

    private static void kernels(JsonNode works, StringBuilder text) {
        text.append("""

                Kernels, and their innermost loops: instructions of a turn, loads from global and from local memory, stores
                to both, operations in 64 bits, loads in flight.

                | work | kernel | threads | registers | local bytes | spilled | groups | loops |
                |---|---|--:|--:|--:|--:|--:|---|
                """);
        for (JsonNode work : works) {
            for (JsonNode kernel : work.path("kernels")) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %d | %d | %d | %d | %d | %s |%n",
                        work.path("title").asText(),
                        kernel.path("kernel").asText(),
                        kernel.path("threads").asInt(),
                        kernel.path("registers").asInt(),
                        kernel.path("localBytes").asInt(),
                        kernel.path("spilledBytes").asInt(),
                        kernel.path("groups").asInt(),
                        loops(kernel.path("loops"))));
            }
        }
    }

    private static String loops(JsonNode loops) {
        StringBuilder text = new StringBuilder();
        for (JsonNode loop : loops) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(loop.path("instructions").asInt())
                    .append(": ")
                    .append(loop.path("globalLoads").asInt())
                    .append('+')
                    .append(loop.path("localLoads").asInt())
                    .append(", ")
                    .append(loop.path("globalStores").asInt())
                    .append('+')
                    .append(loop.path("localStores").asInt())
                    .append(", ")
                    .append(loop.path("doubles").asInt())
                    .append(", ")
                    .append(loop.path("inFlight").asInt());
        }
        return text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
