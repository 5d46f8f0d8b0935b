package org.hypersimplex.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.cli.machine.Surroundings;

/**
 * The result of one benchmark, as JMH writes it.
 *
 * @param json JMH's record
 */
public record Measured(JsonNode json) {
    /** What the peak of a process's memory in MiB is called among JMH's secondary metrics. */
    public static final String PEAK_MEMORY = "memory.peak";

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
     * What a file's results were measured on.
     *
     * @param file the whole of it
     * @return machine and software
     */
    public static Surroundings surroundings(JsonNode file) {
        return new ObjectMapper().convertValue(file.path("surroundings"), Surroundings.class);
    }

    /**
     * What made a file.
     *
     * @param file the whole of it
     * @return the command as typed
     */
    public static String command(JsonNode file) {
        return file.path("surroundings").path("command").asText();
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
     * The most memory that the measuring process held at a time.
     *
     * @return MiB, 0 if it wasn't measured
     */
    public double peakMemory() {
        return json.path("secondaryMetrics").path(PEAK_MEMORY).path("score").asDouble();
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
}
