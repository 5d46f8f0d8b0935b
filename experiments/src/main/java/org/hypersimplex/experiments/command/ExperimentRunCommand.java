package org.hypersimplex.experiments.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypersimplex.cli.failure.FileFailure;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.spi.Subcommand;
import org.hypersimplex.experiments.data.DataFinder;
import org.hypersimplex.experiments.plan.Learner;
import org.hypersimplex.experiments.plan.RunConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code experiment-run}: one run of an experiment, in a process of its own. Ends when its parent does. */
@Command(name = "experiment-run", hidden = true, header = "One run of an experiment; started by experiment.")
public final class ExperimentRunCommand implements Subcommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--data", paramLabel = "DIR", description = "Where the images are.")
    private @Nullable Path data;

    @Parameters(index = "0", paramLabel = "CONFIG", description = "What to run, as JSON.")
    private Path config = Path.of("");

    @Parameters(index = "1", paramLabel = "RESULT", description = "Where to write what came of it.")
    private Path result = Path.of("");

    @Override
    public int place() {
        return 61;
    }

    @Override
    public Integer call() throws IOException {
        Thread.ofPlatform().daemon().start(ExperimentRunCommand::endWithParent);
        RunConfig run = JSON.readValue(config.toFile(), RunConfig.class);
        DataFinder finder = new DataFinder(System.err::println);
        String learnt = JSON.writeValueAsString(new Learner(run, finder.find(run.dataset(), data)).run());
        try {
            Files.writeString(result, learnt);
        } catch (IOException e) {
            throw UserException.in(result, FileFailure.reason(e));
        }
        return 0;
    }

    /** The parent never writes to standard input: reading returns only when the parent has ended. */
    private static void endWithParent() {
        try {
            if (System.in.read() < 0) {
                Runtime.getRuntime().halt(1);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
