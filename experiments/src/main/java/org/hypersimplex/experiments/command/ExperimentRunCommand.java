package org.hypersimplex.experiments.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.spi.Subcommand;
import org.hypersimplex.experiments.data.DataFinder;
import org.hypersimplex.experiments.plan.Learner;
import org.hypersimplex.experiments.plan.RunConfig;
import org.hypersimplex.experiments.plan.RunResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code experiment-run}: one run of an experiment, in a process of its own. Ends when its parent does. */
@Command(name = "experiment-run", hidden = true, header = "One run of an experiment; started by experiment.")
public final class ExperimentRunCommand implements Subcommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--data", paramLabel = "DIR", description = "Where the images are.")
    private @Nullable Path data;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public int place() {
        return 61;
    }

    @Override
    public Integer call() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String asked = in.readLine();
        if (asked == null) {
            throw new UserException("a run as JSON expected on standard input");
        }
        RunConfig run = JSON.readValue(asked, RunConfig.class);
        Thread.ofPlatform().daemon().start(() -> endWithParent(in));
        DataFinder finder = new DataFinder(System.err::println);
        RunResult result = new Learner(run, finder.find(run.dataset(), data)).run();
        // On a line of its own, whatever a native library may have printed.
        spec.commandLine().getOut().println(System.lineSeparator() + JSON.writeValueAsString(result));
        return 0;
    }

    /** The parent writes nothing more: reading returns only when the parent has ended. */
    private static void endWithParent(Reader in) {
        try {
            if (in.read() < 0) {
                Runtime.getRuntime().halt(1);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
