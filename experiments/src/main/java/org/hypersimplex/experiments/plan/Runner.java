package org.hypersimplex.experiments.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.store.JsonLines;

/**
 * Works through a plan: carries out several runs at a time, records each when it ends, and skips those recorded before.
 */
public final class Runner {
    private static final String RECORDS = "runs.jsonl";
    private static final int TRIES = 2;

    private final Plan plan;
    private final Path folder;
    private final int jobs;
    private final PrintStream err;
    private final List<RunResult> results = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final long start = System.nanoTime();
    private double costDone;
    private double costLeft;
    private int done;
    private int total;

    /**
     * A runner.
     *
     * @param plan what to do
     * @param folder where the records are kept
     * @param jobs runs at a time
     * @param err where to say how far it is
     */
    public Runner(Plan plan, Path folder, int jobs, PrintStream err) {
        this.plan = plan;
        this.folder = folder;
        this.jobs = jobs;
        this.err = err;
    }

    /**
     * Carries out the runs that are missing.
     *
     * @param worker carries out the runs
     * @return the runs that failed twice, in words
     * @throws UserException if another program works in the folder
     * @throws IOException if the records can't be read or written
     * @throws InterruptedException if the thread is interrupted
     */
    public List<String> run(Worker worker) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (JsonLines.Writer<RunResult> records =
                RunResult.in(folder.resolve(RECORDS)).writer()) {
            results.addAll(records.recorded());
            count();
            for (Block block : plan.blocks()) {
                run(missing(block), worker, records);
                if (!failures.isEmpty() && isNeeded(block)) {
                    break;
                }
            }
        }
        return failures;
    }

    private boolean isNeeded(Block block) {
        return plan.blocks().stream().anyMatch(other -> block.name().equals(other.tunedBy()));
    }

    /**
     * Counts the runs. A block whose learning rates another block has yet to choose has as many, whatever the rates.
     */
    private void count() {
        for (int i = 0; i < plan.blocks().size(); i++) {
            Block block = plan.blocks().get(i);
            boolean isOpen = block.tunedBy() != null
                    && plan.blocks().subList(0, i).stream()
                            .filter(other -> other.name().equals(block.tunedBy()))
                            .anyMatch(other -> !missing(other).isEmpty());
            Set<RunConfig> left = isOpen ? block.at(1).runs(results()) : missing(block);
            total += isOpen ? left.size() : block.runs(results()).size();
            done += isOpen ? 0 : block.runs(results()).size() - left.size();
            costLeft += left.stream().mapToDouble(Runner::cost).sum();
        }
        err.printf("hypersimplex: %d runs, %d of them done before; %d at a time%n", total, done, jobs);
    }

    /** The results found on disk and those of the runs that have ended since. */
    private List<RunResult> results() {
        return List.copyOf(results);
    }

    private Set<RunConfig> missing(Block block) {
        Set<RunConfig> missing = block.runs(results());
        Set<RunConfig> known = new HashSet<>();
        results().forEach(result -> known.add(result.config()));
        missing.removeAll(known);
        return missing;
    }

    private static double cost(RunConfig config) {
        return config.cost(config.dataset() == ImageDataset.FASHION_MNIST ? 60_000 : 50_000);
    }

    private void run(Set<RunConfig> runs, Worker worker, JsonLines.Writer<RunResult> records)
            throws IOException, InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
            List<Future<?>> futures = new ArrayList<>();
            for (RunConfig config : runs) {
                futures.add(pool.submit(() -> tryTwice(config, worker, records)));
            }
            try {
                for (Future<?> future : futures) {
                    future.get();
                }
            } catch (ExecutionException e) {
                // What can't be written down need not be run.
                pool.shutdownNow();
                throw e;
            }
        } catch (ExecutionException e) {
            switch (Objects.requireNonNull(e.getCause())) {
                case UncheckedIOException cause -> throw cause.getCause();
                case UserException cause -> throw cause;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void tryTwice(RunConfig config, Worker worker, JsonLines.Writer<RunResult> records) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                RunResult result = worker.run(config);
                records.append(result);
                results.add(result);
                ended(result);
                return;
            } catch (Worker.FailedException e) {
                say(config + " failed (" + e.getMessage() + (attempt < TRIES ? "), once more" : ")"));
                if (attempt == TRIES) {
                    failures.add(config + ": " + e.getMessage());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized void ended(RunResult result) {
        done++;
        costDone += cost(result.config());
        costLeft -= cost(result.config());
        Duration left =
                Duration.ofSeconds(Math.round((System.nanoTime() - start) * 1e-9 / costDone * Math.max(0, costLeft)));
        say(String.format(
                Locale.ROOT,
                "%d of %d, %s: validation %.2f %% raw, %.2f %% folded; %.0f s; about %d:%02d:%02d left",
                done,
                total,
                result.config(),
                100 * result.validation(Reading::raw),
                100 * result.validation(Reading::folded),
                result.seconds(),
                left.toHours(),
                left.toMinutesPart(),
                left.toSecondsPart()));
    }

    private synchronized void say(String line) {
        err.println(line);
    }
}
