package org.hypersimplex.cli.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.hypersimplex.cli.file.Output;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of lines. Not thread-safe. */
public final class LineChart {
    /** Colours that stay apart for the colour-blind (Okabe and Ito 2008). */
    private static final List<Color> COLOURS = List.of(
            new Color(0xD55E00),
            new Color(0x0072B2),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x000000),
            new Color(0x999999));

    private static final BasicStroke THICK = new BasicStroke(3f);
    private static final BasicStroke SOLID = new BasicStroke(1.5f);
    private static final BasicStroke BROKEN =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {6f, 4f}, 0f);

    /** How far a line with bars is moved along a binary axis beside the one before, in powers of two. */
    private static final double ASIDE = 0.04;

    private static final Pattern TOO_FINE = Pattern.compile("(\\d\\.\\d\\d)\\d+");

    private final XYChart chart;
    private boolean isBinary;
    private int lines;

    private LineChart(String title, String x, String y, boolean isLogX, boolean isLogY) {
        chart = new XYChartBuilder()
                .width(800)
                .height(480)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler()
                .setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE)
                .setLegendBorderColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14))
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        chart.getStyler()
                .setXAxisLogarithmic(isLogX)
                .setYAxisLogarithmic(isLogY)
                .setErrorBarsColorSeriesColor(true)
                .setPlotGridLinesColor(new Color(0xE0E0E0));
        if (!isLogX) {
            chart.getStyler().setXAxisDecimalPattern("0.##");
        }
        if (!isLogY) {
            chart.getStyler().setYAxisDecimalPattern("0.##");
        }
    }

    /**
     * A chart with both axes linear.
     *
     * @param title above it
     * @param x name of the axis
     * @param y name of the axis
     * @return a chart without lines
     */
    public static LineChart linear(String title, String x, String y) {
        return new LineChart(title, x, y, false, false);
    }

    /**
     * A chart whose x-axis is logarithmic and marked at powers of two.
     *
     * @param title above it
     * @param x name of the axis
     * @param y name of the axis
     * @return a chart without lines
     */
    public static LineChart powersOfTwo(String title, String x, String y) {
        LineChart chart = new LineChart(title, x, y, false, false);
        chart.isBinary = true;
        chart.chart.getStyler().setXAxisTickLabelsFormattingFunction(LineChart::power);
        return chart;
    }

    private static String power(double exponent) {
        return exponent == Math.rint(exponent) ? Long.toString(Math.round(Math.pow(2, exponent))) : "";
    }

    /**
     * A chart with both axes logarithmic.
     *
     * @param title above it
     * @param x name of the axis
     * @param y name of the axis
     * @return a chart without lines
     */
    public static LineChart logarithmic(String title, String x, String y) {
        return new LineChart(title, x, y, true, true);
    }

    /**
     * Adds a line in the next colour, the first of them the thickest.
     *
     * @param name in the legend
     * @param points y by x; without any, nothing is added
     */
    public void add(String name, SortedMap<? extends Number, Double> points) {
        int colour = lines++;
        add(name, points, null, colour, colour == 0 ? THICK : SOLID);
    }

    /**
     * Adds a line in a colour of choice.
     *
     * @param name in the legend
     * @param points y by x; without any, nothing is added
     * @param colour a number from 0, the same for lines that belong together
     * @param isBroken whether it is drawn in dashes
     */
    public void add(String name, SortedMap<? extends Number, Double> points, int colour, boolean isBroken) {
        add(name, points, null, colour, isBroken ? BROKEN : SOLID);
    }

    /**
     * Adds a line in the next colour with a bar at each point. Where x is marked at powers of two, it stands a little to the
     * right of the one before, so that bars can be told apart.
     *
     * @param name in the legend
     * @param points y by x; without any, nothing is added
     * @param errors how far each bar reaches up and down, by x
     */
    public void add(
            String name, SortedMap<? extends Number, Double> points, SortedMap<? extends Number, Double> errors) {
        add(name, points, values(errors), lines++, SOLID);
    }

    private void add(
            String name,
            SortedMap<? extends Number, Double> points,
            double @Nullable [] errors,
            int number,
            BasicStroke line) {
        if (points.isEmpty()) {
            return;
        }
        Color colour = COLOURS.get(number % COLOURS.size());
        double aside = errors == null ? 0 : ASIDE * number;
        double[] x = points.keySet().stream()
                .mapToDouble(Number::doubleValue)
                .map(value -> isBinary ? Math.log(value) / Math.log(2) + aside : value)
                .toArray();
        XYSeries series = errors == null
                ? chart.addSeries(name, x, values(points))
                : chart.addSeries(name, x, values(points), errors);
        series.setMarker(line.getDashArray() != null ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE)
                .setMarkerColor(colour);
        series.setLineColor(colour).setLineStyle(line);
    }

    private static double[] values(SortedMap<? extends Number, Double> points) {
        return points.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Writes the chart.
     *
     * @param file the SVG to write
     */
    public void writeSvg(Path file) {
        Output.to(file.toString(), this::writeSvg);
    }

    /**
     * Writes the chart.
     *
     * @param out receives an SVG
     * @throws IOException if it can't be written
     */
    public void writeSvg(OutputStream out) throws IOException {
        out.write(svg().getBytes(StandardCharsets.UTF_8));
    }

    private String svg() throws IOException {
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        ChartEncoder.saveChart(chart, svg, "svg");
        // A hundredth of a pixel is enough; with all their digits the outlines of letters take twice the space.
        return TOO_FINE.matcher(svg.toString(StandardCharsets.UTF_8)).replaceAll("$1");
    }
}
