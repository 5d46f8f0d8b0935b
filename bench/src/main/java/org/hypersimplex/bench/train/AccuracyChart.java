package org.hypersimplex.bench.train;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Test accuracy over the epochs: a colour per loss, broken as the network is, solid with its thresholds folded. */
public final class AccuracyChart {
    /** Colours that stay apart for the colour-blind (Okabe and Ito 2008). */
    private static final List<Color> COLOURS =
            List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7));

    private static final BasicStroke SOLID = new BasicStroke(2f);
    private static final BasicStroke BROKEN =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {6f, 4f}, 0f);

    private final XYChart chart;

    /**
     * Draws runs that differ in their loss.
     *
     * @param runs at least one
     */
    public AccuracyChart(List<RunRecord> runs) {
        RunRecord any = runs.get(0);
        chart = new XYChartBuilder()
                .width(800)
                .height(500)
                .title(any.dataset() + ", batch " + any.batch() + ", " + any.channels() + " channels, seed "
                        + any.seed())
                .xAxisTitle("epoch")
                .yAxisTitle("test accuracy, %")
                .build();
        chart.getStyler()
                .setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE)
                .setLegendBorderColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14))
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        chart.getStyler()
                .setXAxisDecimalPattern("0.##")
                .setYAxisDecimalPattern("0.#")
                .setPlotGridLinesColor(new Color(0xE0E0E0));
        for (int i = 0; i < runs.size(); i++) {
            add(runs.get(i), COLOURS.get(i % COLOURS.size()));
        }
    }

    private void add(RunRecord run, Color colour) {
        add(run, "folded", EpochRecord::foldedAccuracy, colour, SOLID, SeriesMarkers.CIRCLE);
        add(run, "raw", EpochRecord::rawAccuracy, colour, BROKEN, SeriesMarkers.DIAMOND);
    }

    private void add(
            RunRecord run,
            String kind,
            ToDoubleFunction<EpochRecord> accuracy,
            Color colour,
            BasicStroke line,
            Marker marker) {
        double[] epochs =
                run.perEpoch().stream().mapToDouble(EpochRecord::epoch).toArray();
        double[] percent =
                run.perEpoch().stream().mapToDouble(accuracy).map(a -> 100 * a).toArray();
        XYSeries series = chart.addSeries(run.loss() + ", " + kind, epochs, percent);
        series.setMarker(marker).setMarkerColor(colour);
        series.setLineColor(colour).setLineStyle(line);
    }

    /**
     * Writes the chart.
     *
     * @param file the SVG to write
     * @throws IOException if it can't be written
     */
    public void writeSvg(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ChartEncoder.saveChart(chart, out, "svg");
        }
    }
}
