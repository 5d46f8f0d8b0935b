package org.hypersimplex.fuzz.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.machine.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Attacks all targets, several at a time, and records what came of it. The build starts it with the profile "fuzz". */
@Command(name = "fuzz", sortOptions = false)
public final class FuzzCommand implements Callable<Integer> {
    @Option(names = "--seconds", required = true, description = "How long to attack each target.")
    private long seconds;

    @Option(names = "--seed", required = true, description = "Of the changes to inputs; 0 is another one each time.")
    private int seed;

    @Option(names = "--jobs", required = true, description = "How many targets to attack at a time.")
    private int jobs;

    @Option(names = "--targets", required = true, split = ",", description = "Their classes, or all.")
    private List<String> targets = List.of();

    @Option(names = "--json", required = true, description = "The file to record the run in.")
    private Path json = Path.of("");

    @Option(names = "--work", required = true, description = "The folder for logs, corpora and inputs that fail.")
    private Path work = Path.of("");

    @Option(names = "--home", required = true, description = "The checkout whose docs/fuzzing.md to draw anew.")
    private Path home = Path.of("");

    /**
     * Runs the program.
     *
     * @param args its options
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new FuzzCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Outcome> outcomes = run(new Fuzzer(work, seconds, seed));
        FuzzRun run = new FuzzRun(started, seconds, jobs, outcomes, Surroundings.here());
        byte[] bytes = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(run);
        Output.to(json.toString(), out -> out.write(bytes));
        new FuzzTable(home).draw();
        return outcomes.stream().allMatch(Outcome::isGood) ? 0 : 1;
    }

    private List<Target> chosen() {
        List<Target> chosen = Arrays.stream(Target.values())
                .filter(target -> targets.contains("all") || targets.contains(target.test()))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no target is named " + String.join(" or ", targets));
        }
        return chosen;
    }

    private List<Outcome> run(Fuzzer fuzzer) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(jobs)) {
            List<Future<Outcome>> running = new ArrayList<>();
            for (Target target : chosen()) {
                running.add(threads.submit(() -> {
                    Outcome outcome = fuzzer.run(target);
                    tell(outcome);
                    return outcome;
                }));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    private synchronized void tell(Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "%s: %,d inputs in %.0f s, %,d branches, %,d features, %d findings%n",
                outcome.target(),
                outcome.executions(),
                outcome.seconds(),
                outcome.coverage(),
                outcome.features(),
                outcome.findings().size());
        for (String finding : outcome.findings()) {
            System.out.println("  " + finding);
        }
        if (!outcome.isGood()) {
            System.out.println("  see " + work.resolve(outcome.target()));
        }
    }
}
