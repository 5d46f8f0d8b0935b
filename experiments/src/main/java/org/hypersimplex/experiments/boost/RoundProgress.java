package org.hypersimplex.experiments.boost;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.BiConsumer;
import me.tongfei.progressbar.ProgressBar;
import org.hypersimplex.experiments.progress.TerminalBar;
import org.jspecify.annotations.Nullable;

/** Shows on standard error how far boosting is: a bar on a terminal, a line per round elsewhere. */
public final class RoundProgress implements BiConsumer<Integer, Double>, AutoCloseable {
    private final int rounds;
    private final PrintStream err;
    private final @Nullable ProgressBar bar;

    /**
     * Starts to show.
     *
     * @param rounds how many there will be
     * @param err standard error
     */
    public RoundProgress(int rounds, PrintStream err) {
        this.rounds = rounds;
        this.err = err;
        bar = TerminalBar.isTerminal() ? TerminalBar.builder("boost", rounds).build() : null;
    }

    @Override
    public void accept(Integer round, Double area) {
        if (bar == null) {
            err.printf(Locale.ROOT, "round %d/%d, validation AUC %.4f%n", round, rounds, area);
        } else {
            bar.stepTo(round);
            bar.setExtraMessage(String.format(Locale.ROOT, " validation AUC %.4f", area));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
