package org.hypersimplex.fuzz.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs targets, each in a process of its own.
 *
 * @param folder has a folder for each target: its log, the inputs that failed, and the corpus, which a later run goes on from
 * @param seconds how long to try inputs
 * @param seed of the changes to inputs; 0 is another one each time
 */
record Fuzzer(Path folder, long seconds, int seed) {
    private static final String TARGETS = "org.hypersimplex.fuzz.";

    /** Seconds after which an input counts as one that never ends. */
    private static final int SLOWEST = 60;

    /** Different failures after which a target is given up. */
    private static final int MOST_FINDINGS = 10;

    Outcome run(Target target) throws IOException, InterruptedException {
        Path own = folder.resolve(target.test()).toAbsolutePath();
        Path corpus = Files.createDirectories(own.resolve("corpus"));
        Path log = own.resolve("log");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command(target, own, corpus))
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int status;
        try {
            status = process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        double taken = (System.nanoTime() - start) * 1e-9;
        return Outcome.of(target, taken, status, Files.readAllLines(log, StandardCharsets.ISO_8859_1));
    }

    private List<String> command(Target target, Path own, Path corpus) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        // Room from the start: otherwise the fuzzer's own classes are copied to and fro.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xms768m", "-Xmx1500m", "-XX:+EnableDynamicAgentLoading"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + TARGETS + target.test());
        command.add("--instrumentation_includes=" + target.instrumented());
        command.add("--keep_going=" + MOST_FINDINGS);
        command.add("--reproducer_path=" + own);
        command.add("-artifact_prefix=" + own + "/");
        command.add("-timeout=" + SLOWEST);
        command.add("-max_total_time=" + seconds);
        command.add("-seed=" + seed);
        command.add(corpus.toString());
        return command;
    }
}
