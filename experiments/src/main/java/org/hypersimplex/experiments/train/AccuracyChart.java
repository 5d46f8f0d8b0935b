package org.hypersimplex.experiments.train;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.hypersimplex.cli.report.LineChart;

/** Test accuracy over the epochs: a colour per loss, dashed for raw accuracy, solid with thresholds folded. */
public final class AccuracyChart {
    private final LineChart chart;

    /**
     * Draws runs that differ in their loss.
     *
     * @param runs at least one
     */
    public AccuracyChart(List<RunRecord> runs) {
        RunRecord any = runs.get(0);
        chart = LineChart.linear(
                any.dataset() + ", batch " + any.batch() + ", " + any.channels() + " channels, seed " + any.seed(),
                "epoch",
                "test accuracy, %");
        for (int i = 0; i < runs.size(); i++) {
            RunRecord run = runs.get(i);
            chart.add(run.contender() + ", folded", percent(run, EpochRecord::foldedAccuracy), i, false);
            chart.add(run.contender() + ", raw", percent(run, EpochRecord::rawAccuracy), i, true);
        }
    }

    private static SortedMap<Integer, Double> percent(RunRecord run, ToDoubleFunction<EpochRecord> accuracy) {
        TreeMap<Integer, Double> points = new TreeMap<>();
        run.perEpoch().forEach(epoch -> points.put(epoch.epoch(), 100 * accuracy.applyAsDouble(epoch)));
        return points;
    }

    /**
     * Writes the chart.
     *
     * @param file the SVG to write
     * @throws IOException if it can't be written
     */
    public void writeSvg(Path file) throws IOException {
        chart.writeSvg(file);
    }

    /**
     * Writes the chart.
     *
     * @param out receives an SVG
     * @throws IOException if it can't be written
     */
    public void writeSvg(OutputStream out) throws IOException {
        chart.writeSvg(out);
    }
}
