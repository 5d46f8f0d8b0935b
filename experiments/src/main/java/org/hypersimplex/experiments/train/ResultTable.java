package org.hypersimplex.experiments.train;

import java.util.List;
import java.util.Locale;

/** The outcome of runs as a table, in plain text or in Markdown. */
public final class ResultTable {
    private static final List<String> HEADER = List.of("loss", "test accuracy", "thresholds folded", "training time");

    private final List<List<String>> rows;

    /**
     * A row per run.
     *
     * @param runs in the order of the rows
     */
    public ResultTable(List<RunRecord> runs) {
        rows = runs.stream().map(ResultTable::row).toList();
    }

    private static List<String> row(RunRecord run) {
        String name = run.k() == null ? run.contender() : run.contender() + ", k = " + run.k();
        return List.of(name, percent(run.rawAccuracy()), percent(run.foldedAccuracy()), seconds(run.trainingSeconds()));
    }

    /**
     * The table in columns of equal width.
     *
     * @return lines, each ended
     */
    public String plain() {
        int[] widths = new int[HEADER.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = HEADER.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder(aligned(HEADER, widths));
        rows.forEach(row -> text.append(aligned(row, widths)));
        return text.toString();
    }

    private static String aligned(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(String.format("%-" + widths[0] + "s", cells.get(0)));
        for (int column = 1; column < widths.length; column++) {
            line.append(String.format("  %" + widths[column] + "s", cells.get(column)));
        }
        return line.append(System.lineSeparator()).toString();
    }

    /**
     * The table in Markdown.
     *
     * @return lines, each ended by a line feed
     */
    public String markdown() {
        StringBuilder text = new StringBuilder(piped(HEADER)).append("|---|--:|--:|--:|\n");
        rows.forEach(row -> text.append(piped(row)));
        return text.toString();
    }

    private static String piped(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.0f s", seconds);
    }
}
