package org.hypersimplex.experiments.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.experiments.data.ImageDataset;

/** Carries out each run in a process of its own, which may crash, with one thread. */
public final class Worker {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One thread, and huge pages where glibc and the system have them: clearing small pages took a third of the time.
     */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("OMP_NUM_THREADS", "1", "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

    /** Prefix of the names of files that are deleted after each run. */
    private static final String PREFIX = "run-";

    private final String program;
    private final Map<ImageDataset, Path> data;
    private final Path folder;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /**
     * A worker.
     *
     * @param program the class whose main understands {@code experiment-run}
     * @param data where the images are, if not in the usual places
     * @param folder for the files that configurations and results are passed in
     */
    public Worker(String program, Map<ImageDataset, Path> data, Path folder) {
        this.program = program;
        this.data = data;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.forEach(Process::destroyForcibly)));
    }

    /** A run whose process failed. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }

    /** Deletes the files that a program which was killed has left. */
    void tidyUp() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    RunResult run(RunConfig config) throws IOException, InterruptedException, FailedException {
        Path asked = Files.createTempFile(folder, PREFIX, ".json");
        Path result = Files.createTempFile(folder, PREFIX, ".result");
        Path log = Files.createTempFile(folder, PREFIX, ".log");
        try {
            Output.text(asked, JSON.writeValueAsString(config));
            ProcessBuilder builder = new ProcessBuilder(command(config, asked, result));
            builder.environment().putAll(ENVIRONMENT);
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            running.add(process);
            int status;
            try {
                status = process.waitFor();
            } finally {
                // One that is no longer waited for.
                process.destroyForcibly();
                running.remove(process);
            }
            if (status != 0 || Files.size(result) == 0) {
                throw new FailedException("status " + status + lastLine(log));
            }
            return JSON.readValue(result.toFile(), RunResult.class);
        } finally {
            Files.deleteIfExists(asked);
            Files.deleteIfExists(result);
            Files.deleteIfExists(log);
        }
    }

    private List<String> command(RunConfig config, Path asked, Path result) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Predicate<String> isOurs = argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(isOurs)
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program, "experiment-run"));
        Path place = data.get(config.dataset());
        if (place != null) {
            command.addAll(List.of("--data", place.toString()));
        }
        command.addAll(List.of(asked.toString(), result.toString()));
        return command;
    }

    private static String lastLine(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((before, line) -> line)
                    .map(line -> ", " + line.strip())
                    .orElse("");
        }
    }
}
