package org.hypersimplex.experiments.boost;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.BiConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
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
        // Java can't tell whether standard error is a terminal; the launcher can.
        bar = Boolean.getBoolean("hypersimplex.terminal")
                ? new ProgressBarBuilder()
                        .setTaskName("boost")
                        .setInitialMax(rounds)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .build()
                : null;
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
