package org.hypersimplex.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hypersimplex.bench.assembly.PassRun;
import org.hypersimplex.bench.code.CodeRun;
import org.hypersimplex.bench.spark.SparkRun;
import org.hypersimplex.cli.machine.JvmFlags;
import org.hypersimplex.cli.machine.Surroundings;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs suites in JVMs of their own and collects everything that the report needs. */
public final class SpeedRun {
    /** Length of an iteration in ms, unless it is told otherwise. */
    public static final int MILLIS = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream progress;
    private final List<Long> sparkRows;

    /**
     * A run.
     *
     * @param progress where to say what is being measured
     * @param sparkRows numbers of rows for spark, if that is among the suites
     */
    public SpeedRun(PrintStream progress, List<Long> sparkRows) {
        this.progress = progress;
        this.sparkRows = sparkRows;
    }

    /**
     * Measures.
     *
     * @param suites what to measure
     * @param quick whether to measure briefly and little
     * @param millis length of an iteration
     * @param command how the program was called
     * @return surroundings and benchmarks; accuracy and iterations too if sizes are among the suites and it isn't
     *     quick, the device too if gpu is among them, the code if gpu-code or cpu-code is, what Spark did if
     *     spark is
     * @throws UnsupportedOperationException if there should be a GPU, or what shows some code, and is none
     * @throws IOException if JMH's own files can't be written or read
     */
    public JsonNode measure(List<Suite> suites, boolean quick, int millis, String command) throws IOException {
        ObjectNode file = JSON.createObjectNode();
        file.set("surroundings", surroundings(command));
        boolean isGpu = false;
        if (suites.contains(Suite.GPU)) {
            ObjectNode device = DeviceRun.measure(quick, progress);
            isGpu = device.path("isGpu").asBoolean();
            file.set("device", device);
            if (new Suite.Effort(quick, millis).isBrief()) {
                file.put("note", "Timed briefly, and the vector engine not at all: it would not have warmed up.");
            }
        }
        if (suites.contains(Suite.GPU_CODE)) {
            file.set("code", CodeRun.measure(System.getProperty("java.class.path"), progress));
        }
        if (suites.contains(Suite.CPU_CODE)) {
            file.set("passes", PassRun.measure(System.getProperty("java.class.path")));
            file.set("profiles", CallProfile.all(System.getProperty("java.class.path")));
        }
        if (suites.contains(Suite.SPARK)) {
            file.set("spark", SparkRun.measure(Path.of(System.getProperty("hypersimplex.home", ".")), sparkRows));
        }
        ArrayNode benchmarks = file.putArray("benchmarks");
        ArrayNode failures = file.putArray("failures");
        for (Suite suite : suites) {
            // Times of a CPU say nothing about GPUs: just enough to check that there is something for every row.
            boolean little = quick || (suite == Suite.GPU && !isGpu);
            List<Options> parts = suite.options(new Suite.Effort(little, millis));
            for (int i = 0; i < parts.size(); i++) {
                progress.printf("%s, part %d of %d%n", suite.name().toLowerCase(Locale.ROOT), i + 1, parts.size());
                progress.flush();
                try {
                    for (JsonNode result : run(parts.get(i))) {
                        ((ObjectNode) result).put("suite", suite.name());
                        benchmarks.add(result);
                    }
                } catch (RunnerException e) {
                    // The results of the other parts are worth keeping.
                    failures.add(suite.name() + ": " + e.getMessage());
                    progress.println("  failed: " + e.getMessage());
                }
            }
        }
        if (!quick && suites.contains(Suite.SIZES)) {
            progress.println("accuracy and iterations");
            file.set("accuracy", JSON.valueToTree(Accuracy.measure()));
            file.set("iterations", JSON.valueToTree(Iterations.measure()));
        }
        return file;
    }

    private static JsonNode run(Options options) throws IOException, RunnerException {
        Path log = Files.createTempFile("hypersimplex-jmh", ".log");
        Path result = Files.createTempFile("hypersimplex-jmh", ".json");
        try {
            new Runner(new OptionsBuilder()
                            .parent(options)
                            .verbosity(VerboseMode.NORMAL)
                            .shouldFailOnError(true)
                            .output(log.toString())
                            .resultFormat(ResultFormatType.JSON)
                            .result(result.toString())
                            .build())
                    .run();
            JsonNode read = JSON.readTree(result.toFile());
            for (JsonNode one : read) {
                // Leaves out the path of the JDK, which says nothing, and the samples of all iterations, which are too
                // many.
                ((ObjectNode) one).remove("jvm");
                ((ObjectNode) one.path("primaryMetric")).remove("rawData");
                for (JsonNode metric : one.path("secondaryMetrics")) {
                    ((ObjectNode) metric).remove("rawData");
                }
                ObjectNode all = (ObjectNode) one;
                all.set("jvmArgs", flags(one.path("jvmArgs")));
            }
            return read;
        } finally {
            Files.deleteIfExists(log);
            Files.deleteIfExists(result);
        }
    }

    /** The flags that may change what is measured. */
    private static ArrayNode flags(JsonNode arguments) {
        List<String> given = new ArrayList<>();
        arguments.forEach(argument -> given.add(argument.asText()));
        return JSON.valueToTree(JvmFlags.among(given));
    }

    private static ObjectNode surroundings(String command) {
        ObjectNode node = JSON.createObjectNode();
        node.put("command", command);
        return node.setAll((ObjectNode) JSON.valueToTree(Surroundings.here().withEngine()));
    }
}
