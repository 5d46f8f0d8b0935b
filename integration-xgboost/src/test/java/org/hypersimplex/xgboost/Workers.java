package org.hypersimplex.xgboost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ml.dmlc.xgboost4j.java.RabitTracker;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hypersimplex.xgboost.WorkerProcess.Fault;

/** A tracker, and workers that are processes on this machine. */
final class Workers implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    /** How long to wait before a test counts as failed; far longer than anything here takes. */
    private static final int LIMIT_SECONDS = 60;

    private final RabitTracker tracker;
    private final List<Process> processes = new ArrayList<>();
    private final Path folder;

    Workers(int count, Fault fault, boolean grouped, Path folder) throws Exception {
        this.folder = folder;
        tracker = new RabitTracker(count, HOST, 0, LIMIT_SECONDS);
        tracker.start();
        Map<String, Object> arguments = tracker.getWorkerArgs();
        for (int worker = 0; worker < count; worker++) {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    WorkerProcess.class.getName(),
                    Integer.toString(worker),
                    Integer.toString(count),
                    fault.name(),
                    folder + "/worker",
                    String.valueOf(arguments.get("dmlc_tracker_uri")),
                    String.valueOf(arguments.get("dmlc_tracker_port")),
                    Boolean.toString(grouped));
            processes.add(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log(worker).toFile())
                    .start());
        }
    }

    private Path log(int worker) {
        return folder.resolve("worker" + worker + ".log");
    }

    /** Waits for a worker to end, and returns its exit status. */
    int status(int worker) throws InterruptedException {
        if (!end(worker)) {
            throw new AssertionError("worker " + worker + " hangs");
        }
        return processes.get(worker).exitValue();
    }

    /** Waits for some of the workers to end, and says whether they did. */
    boolean end(int... workers) throws InterruptedException {
        for (int worker : workers) {
            if (!processes.get(worker).waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** What a worker printed. */
    String output(int worker) throws IOException {
        return Files.readString(log(worker));
    }

    /** A file that a worker wrote. */
    byte[] file(int worker, String ending) throws IOException {
        return Files.readAllBytes(folder.resolve("worker" + worker + ending));
    }

    /** Waits until a worker has stopped in the middle of its training, and kills it. */
    void killWaiting(int worker) throws InterruptedException {
        Path waiting = folder.resolve("worker" + worker + WorkerProcess.WAITING);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (Files.notExists(waiting)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("worker " + worker + " doesn't get to the round where it waits");
            }
            Thread.sleep(10);
        }
        kill(worker);
    }

    void kill(int worker) {
        processes.get(worker).destroyForcibly();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        try {
            tracker.stop();
        } catch (XGBoostError e) {
            // Some of the tests lose workers on purpose, which is an error to the tracker.
        }
    }
}
