package org.hypersimplex.cli.command;

import org.hypersimplex.Backends;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.option.OptionCheck;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import picocli.CommandLine.Option;

/** What computes: options of every command that does. */
final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "auto|vector|gradual|scalar|reference|gpu",
            description = "What computes: the CPU's best engine (auto, the default), one of its engines, the slow "
                    + "reference, or a GPU that 'hypersimplex info' lists.")
    private String engine = "auto";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to use, 1 by default. The answer has the same bits for any number.")
    private int threads = 1;

    /** Opens what was chosen; the caller's to close. */
    Backend open() {
        OptionCheck.plain().threads("--threads", threads);
        return UserException.unlessRefused(() -> Backends.named(engine, Parallelism.threads(threads)));
    }
}
