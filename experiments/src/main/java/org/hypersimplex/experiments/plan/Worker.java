package org.hypersimplex.experiments.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.hypersimplex.experiments.data.ImageDataset;

/**
 * Carries out each run in a process of its own, which may crash, with one thread. What to run and what came of it are
 * lines of JSON on the process's standard streams, so that nothing is left of those that are killed.
 */
public final class Worker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TUNABLES = "GLIBC_TUNABLES";

    private final String program;
    private final Map<ImageDataset, Path> data;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /**
     * A worker.
     *
     * @param program the class whose main understands {@code experiment-run}
     * @param data where the images are, if not in the usual places
     */
    public Worker(String program, Map<ImageDataset, Path> data) {
        this.program = program;
        this.data = data;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.forEach(Process::destroyForcibly)));
    }

    /** A run whose process failed. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }

    RunResult run(RunConfig config) throws IOException, InterruptedException, FailedException {
        ProcessBuilder builder = new ProcessBuilder(command(config));
        prepare(builder.environment());
        Process process = builder.start();
        running.add(process);
        try (ExecutorService reader = Executors.newSingleThreadExecutor();
                // Open for as long as the run lasts: the process ends when its input does.
                Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
            Future<String> complaint = reader.submit(() -> lastLine(process.errorReader(StandardCharsets.UTF_8)));
            ask(config, input);
            String result = lastLine(process.inputReader(StandardCharsets.UTF_8));
            int status = process.waitFor();
            if (status != 0 || result.isEmpty()) {
                throw new FailedException("status " + status + said(complaint.get()));
            }
            return JSON.readValue(result, RunResult.class);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            // One that is no longer waited for.
            process.destroyForcibly();
            running.remove(process);
        }
    }

    /**
     * Asks for one thread, and for huge pages where glibc and the system have them, beside what it was told before.
     */
    static void prepare(Map<String, String> environment) {
        environment.put("OMP_NUM_THREADS", "1");
        environment.merge(TUNABLES, "glibc.malloc.hugetlb=1", (before, own) -> before + ":" + own);
    }

    private static void ask(RunConfig config, Writer input) throws IOException {
        try {
            input.write(JSON.writeValueAsString(config) + "\n");
            input.flush();
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            // It has ended already, and its status tells more.
        }
    }

    private static String said(String complaint) {
        return complaint.isEmpty() ? "" : ", " + complaint.strip();
    }

    private List<String> command(RunConfig config) {
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
        return command;
    }

    /** The last line that isn't blank, or nothing. */
    private static String lastLine(BufferedReader in) {
        return in.lines()
                .filter(line -> !line.isBlank())
                .reduce((before, line) -> line)
                .orElse("");
    }
}
