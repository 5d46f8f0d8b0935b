package org.hypersimplex.experiments.boost;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A picture of a run: the area under the ROC curve by round, and the curve at the end beside it. */
public final class BoostCharts {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 420;
    private static final int CURVE_POINTS = 400;
    private static final Color LINE = new Color(0x0072B2);
    private static final Color CHANCE = new Color(0x999999);

    private final BoostResult result;
    private final RocCurve curve;

    /**
     * A picture of a run.
     *
     * @param result the run
     * @param curve its curve at the end
     */
    public BoostCharts(BoostResult result, RocCurve curve) {
        this.result = result;
        this.curve = curve;
    }

    /**
     * Writes the picture.
     *
     * @param out receives an SVG
     * @throws IOException if it can't be written
     */
    public void writeSvg(OutputStream out) throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        byRound().paint(graphics, WIDTH, HEIGHT);
        Graphics2D right = (Graphics2D) graphics.create(WIDTH, 0, WIDTH, HEIGHT);
        roc().paint(right, WIDTH, HEIGHT);
        right.dispose();
        new SVGProcessor()
                .getDocument(graphics.getCommands(), new PageSize(2.0 * WIDTH, HEIGHT))
                .writeTo(out);
    }

    private XYChart byRound() {
        XYChart chart = chart(
                String.format(Locale.ROOT, "%s, %s, η %.4g", result.engine(), result.loss(), result.eta()),
                "round",
                "validation AUC");
        List<Double> areas = result.areaByRound();
        double[] rounds = new double[areas.size()];
        double[] y = new double[areas.size()];
        for (int i = 0; i < rounds.length; i++) {
            rounds[i] = i + 1;
            y[i] = areas.get(i);
        }
        add(chart, "AUC", rounds, y, LINE, 2f);
        chart.getStyler().setYAxisDecimalPattern("0.000").setXAxisDecimalPattern("0.##");
        return chart;
    }

    private XYChart roc() {
        XYChart chart = chart(
                String.format(Locale.ROOT, "ROC after %d rounds, AUC %.4f", result.rounds(), result.area()),
                "share of negatives above the threshold",
                "share of positives above it");
        add(chart, "chance", new double[] {0, 1}, new double[] {0, 1}, CHANCE, 1f);
        add(chart, "model", curve.falsePositives(CURVE_POINTS), curve.truePositives(CURVE_POINTS), LINE, 2f);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        chart.getStyler().setYAxisDecimalPattern("0.0").setXAxisDecimalPattern("0.0");
        return chart;
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler()
                .setLegendVisible(false)
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        chart.getStyler().setPlotGridLinesColor(new Color(0xE0E0E0));
        return chart;
    }

    private static void add(XYChart chart, String name, double[] x, double[] y, Color colour, float width) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour).setLineStyle(new BasicStroke(width));
    }
}
