package org.hypersimplex.experiments.progress;

import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars that redraw themselves on standard error, where that is a terminal. */
public final class TerminalBar {
    private static final int UPDATE_MILLIS = 500;

    private TerminalBar() {}

    /**
     * Whether standard error is a terminal. Java can't tell; the launcher can, and says so by a property.
     *
     * @return false also if the launcher didn't start this program
     */
    public static boolean isTerminal() {
        return Boolean.getBoolean("hypersimplex.terminal");
    }

    /**
     * A bar of the style that all commands have.
     *
     * @param name of the task
     * @param steps until it is done
     * @return a builder, to add what this command alone shows
     */
    public static ProgressBarBuilder builder(String name, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS);
    }
}
