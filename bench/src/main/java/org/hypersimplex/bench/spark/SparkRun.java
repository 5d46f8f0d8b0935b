package org.hypersimplex.bench.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.cli.failure.UserException;

/**
 * Measures projections of DataFrames in a JVM with Spark's class path. That can't be this program's own: Spark wants other
 * versions of what both have, and is 325 MB. The class path lies where {@code integration-spark} was built.
 */
public final class SparkRun {
    /** The heap of driver and executor together, as local mode has them. */
    private static final String HEAP = "-Xmx8g";

    private static final String BUILD = "mvn -pl integration-spark -am test-compile";
    private static final Path MODULE = Path.of("integration-spark", "target");

    private SparkRun() {}

    /**
     * Measures in local mode, with two threads.
     *
     * @param home the checkout that this program is run from
     * @param rows numbers of rows to generate
     * @return what was measured
     * @throws UserException if {@code integration-spark} isn't built there
     * @throws IOException if the other JVM can't be started, or fails
     */
    public static JsonNode measure(Path home, List<Long> rows) throws IOException {
        Path module = home.resolve(MODULE).toAbsolutePath();
        Path classPath = module.resolve("bench-class-path");
        if (!Files.exists(classPath)) {
            throw new UserException("--group spark needs Spark, which is not built here: " + BUILD);
        }
        Path result = Files.createTempFile("hypersimplex-spark", ".json");
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(HEAP, "--add-modules", "jdk.incubator.vector", "-cp"));
            command.add(String.join(
                    File.pathSeparator,
                    module.resolve("test-classes").toString(),
                    module.resolve("classes").toString(),
                    Files.readString(classPath).strip()));
            // What Spark needs of the JVM, and the class to run there.
            command.add("@" + module.resolve("test-classes").resolve("bench-arguments"));
            command.add(result.toString());
            rows.forEach(count -> command.add(Long.toString(count)));
            run(command, module);
            return new ObjectMapper().readTree(result.toFile());
        } finally {
            Files.deleteIfExists(result);
        }
    }

    /** Runs the other JVM, whose progress and complaints go where this one's go. */
    private static void run(List<String> command, Path module) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(module.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("the JVM with Spark ended with status " + status);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Spark was measured", e);
        }
    }
}
