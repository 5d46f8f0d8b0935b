package org.hypersimplex.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One benchmark's result, as JMH writes it.
 *
 * @param json JMH's record
 */
public record Measured(JsonNode json) {
    /**
     * The results in a file that {@code bench} wrote.
     *
     * @param file the whole of it
     * @return one per benchmark
     */
    public static List<Measured> all(JsonNode file) {
        List<Measured> all = new ArrayList<>();
        file.path("benchmarks").forEach(json -> all.add(new Measured(json)));
        return all;
    }

    /**
     * What was measured.
     *
     * @return such as "Kernels.project"
     */
    public String work() {
        String name = json.path("benchmark").asText();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    /**
     * A setting.
     *
     * @param name of a benchmark's parameter
     * @return its value, or "" if the benchmark has no such parameter
     */
    public String param(String name) {
        return json.path("params").path(name).asText();
    }

    /**
     * The number of entries of a problem.
     *
     * @return n
     */
    public long n() {
        return Long.parseLong(param("n"));
    }

    /**
     * The time of one call.
     *
     * @return microseconds
     */
    public double micros() {
        return json.path("primaryMetric").path("score").asDouble();
    }

    /**
     * What one call allocated.
     *
     * @return bytes, NaN if it wasn't measured
     */
    public double bytes() {
        return json.path("secondaryMetrics")
                .path("gc.alloc.rate.norm")
                .path("score")
                .asDouble(Double.NaN);
    }

    /**
     * The width that vectors were limited to.
     *
     * @return bits, or 0 if they weren't
     */
    public int bits() {
        for (JsonNode arg : json.path("jvmArgs")) {
            if (arg.asText().startsWith("-XX:MaxVectorSize=")) {
                return 8 * Integer.parseInt(arg.asText().substring("-XX:MaxVectorSize=".length()));
            }
        }
        return 0;
    }

    /**
     * A benchmark of the kernels at its plain setting, but for some parameters.
     *
     * @param method project, vjp, loss or projectWarm
     * @param params names and values in turn; what isn't named must be at its default
     * @return the condition
     */
    public static Predicate<Measured> kernel(String method, String... params) {
        return m -> m.work().equals("Kernels." + method)
                && m.bits() == 0
                && m.matches("n", "8192", params)
                && m.matches("columns", "1", params)
                && m.matches("layout", "contiguous", params)
                && m.matches("k", "n/2", params)
                && m.matches("tau", "1.5", params)
                && m.matches("scores", "NORMAL", params)
                && m.matches("precision", "float", params)
                && m.matches("engine", "vector", params)
                && m.matches("threads", "1", params);
    }

    private boolean matches(String name, String standard, String... params) {
        String wanted = standard;
        for (int i = 0; i < params.length; i += 2) {
            wanted = params[i].equals(name) ? params[i + 1] : wanted;
        }
        return param(name).equals(wanted);
    }
}
