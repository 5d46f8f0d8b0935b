package org.hypersimplex.experiments.train;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.hypersimplex.experiments.progress.TerminalBar;

/** Shows on standard error how far a run is: a bar that redraws itself on a terminal, a line per epoch elsewhere. */
interface Progress extends AutoCloseable {
    /** So many more images were trained on. */
    void trained(int images);

    /** An epoch was trained and evaluated. */
    void epochEnded(EpochRecord epoch);

    @Override
    void close();

    /**
     * Starts to show a run.
     *
     * @param name of the run
     * @param epochs how many there will be
     * @param images to be trained on in each
     * @param err standard error
     * @return what to tell of the progress
     */
    static Progress of(String name, int epochs, int images, PrintStream err) {
        return TerminalBar.isTerminal() ? new Bar(name, epochs, images) : new Lines(name, epochs, images, err);
    }

    private static String summary(EpochRecord epoch, int epochs) {
        return String.format(
                Locale.ROOT,
                "epoch %d/%d, test accuracy %.1f %% raw, %.1f %% folded",
                epoch.epoch(),
                epochs,
                100 * epoch.rawAccuracy(),
                100 * epoch.foldedAccuracy());
    }

    /** For a terminal. */
    final class Bar implements Progress {
        private final ProgressBar bar;
        private final int epochs;

        Bar(String name, int epochs, int images) {
            this.epochs = epochs;
            this.bar = TerminalBar.builder(name, (long) epochs * images)
                    .setUnit(" images", 1)
                    .showSpeed()
                    .build();
        }

        @Override
        public void trained(int images) {
            bar.stepBy(images);
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
            bar.setExtraMessage(" " + summary(epoch, epochs));
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** For a log. */
    final class Lines implements Progress {
        private final String name;
        private final int epochs;
        private final int images;
        private final PrintStream err;
        private final long start = System.nanoTime();

        Lines(String name, int epochs, int images, PrintStream err) {
            this.name = name;
            this.epochs = epochs;
            this.images = images;
            this.err = err;
        }

        @Override
        public void trained(int count) {
            // One line per epoch is enough.
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
            Duration left = Duration.ofNanos((System.nanoTime() - start) / epoch.epoch() * (epochs - epoch.epoch()));
            err.printf(
                    Locale.ROOT,
                    "%s: %s, loss %.4g, %.0f images/s, %d:%02d left%n",
                    name,
                    summary(epoch, epochs),
                    epoch.loss(),
                    images / epoch.trainingSeconds(),
                    left.toMinutes(),
                    left.toSecondsPart());
        }

        @Override
        public void close() {
            // Every line is complete.
        }
    }
}
