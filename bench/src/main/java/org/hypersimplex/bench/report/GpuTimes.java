package org.hypersimplex.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.hypersimplex.bench.speed.PlainKernel;
import org.hypersimplex.cli.report.LineChart;
import org.hypersimplex.cli.report.Measured;

/** The times of a GPU: whether its targets are met, and from which size on it is faster than the vector engine. */
final class GpuTimes {
    private static final int PLAIN_LENGTH = 8192;

    private final JsonNode times;
    private final List<Measured> results;

    GpuTimes(JsonNode file) {
        times = file.path("device").path("times");
        results = Measured.all(file);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| work | target | measured | | |\n|---|---|---|---|---|\n");
        List.of(
                        new Target(
                                "1024 columns of 8192: bandwidth, as a part of the device's copy",
                                0.5,
                                true,
                                ratio(PLAIN_LENGTH, 1024, row -> micros(row, "copy") / micros(row, "kernels")),
                                "kernels alone"),
                        new Target(
                                "one vector of 2^26: copies",
                                4,
                                false,
                                ratio(1 << 26, 1, row -> micros(row, "kernels") / micros(row, "copy")),
                                "kernels alone"),
                        new Target(
                                "10 columns of 8192: µs",
                                25,
                                false,
                                ratio(PLAIN_LENGTH, 10, row -> micros(row, "kernels")),
                                "kernels alone"))
                .forEach(target -> text.append(target.markdown()));
        text.append("\nRegisters and occupancy are not measured: TornadoVM doesn't tell them.\n");
        text.append(
                "\nTimes in µs; the GPU's with transfers and the vector engine's from JMH, the others once by the ");
        text.append(
                "device's clock.\n\n| n | columns | vector engine, one thread | GPU with transfers | kernels alone | ");
        text.append("copy on the device | first call |\n|--:|--:|--:|--:|--:|--:|--:|\n");
        TreeSet<Integer> lengths = new TreeSet<>();
        for (JsonNode row : times) {
            lengths.add(row.path("n").asInt());
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %s | %s | %.1f | %.1f | %.0f |%n",
                    row.path("n").asInt(),
                    row.path("columns").asInt(),
                    number(engine(row, "vector")),
                    number(engine(row, "gpu")),
                    micros(row, "kernels"),
                    micros(row, "copy"),
                    micros(row, "first")));
        }
        text.append("\nThe GPU is faster than one thread of the vector engine from");
        for (int n : lengths) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n- n = %d: %s columns with transfers, %s with the kernels alone",
                    n,
                    crossover(n, row -> engine(row, "gpu")),
                    crossover(n, row -> micros(row, "kernels"))));
        }
        return text.append('\n').toString();
    }

    /** Time against the number of columns. */
    LineChart chart() {
        LineChart chart = LineChart.logarithmic("Columns of 8192 scores, k = n/2, τ = 1.5", "columns", "µs");
        chart.add("kernels alone", line(row -> micros(row, "kernels")));
        chart.add("GPU with transfers", line(row -> engine(row, "gpu")));
        chart.add("vector engine, one thread", line(row -> engine(row, "vector")));
        chart.add("copy on the device", line(row -> micros(row, "copy")));
        return chart;
    }

    private SortedMap<Integer, Double> line(ToDoubleFunction<JsonNode> micros) {
        TreeMap<Integer, Double> line = new TreeMap<>();
        for (JsonNode row : times) {
            double time = micros.applyAsDouble(row);
            if (row.path("n").asInt() == PLAIN_LENGTH && !Double.isNaN(time)) {
                line.put(row.path("columns").asInt(), time);
            }
        }
        return line;
    }

    /** The smallest number of columns measured at which the time is below the vector engine's. */
    private String crossover(int n, ToDoubleFunction<JsonNode> micros) {
        for (JsonNode row : times) {
            if (row.path("n").asInt() == n && micros.applyAsDouble(row) < engine(row, "vector")) {
                return row.path("columns").asText();
            }
        }
        return "no number of";
    }

    private OptionalDouble ratio(int n, int columns, ToDoubleFunction<JsonNode> ratio) {
        for (JsonNode row : times) {
            if (row.path("n").asInt() == n && row.path("columns").asInt() == columns) {
                return OptionalDouble.of(ratio.applyAsDouble(row));
            }
        }
        return OptionalDouble.empty();
    }

    private static double micros(JsonNode row, String name) {
        return row.path(name).asDouble();
    }

    /** What JMH measured of the same shape, NaN if it did not. */
    private double engine(JsonNode row, String engine) {
        Optional<Measured> found = results.stream()
                .filter(PlainKernel.of(
                        "project",
                        "n",
                        row.path("n").asText(),
                        "columns",
                        row.path("columns").asText(),
                        "engine",
                        engine))
                .findFirst();
        return found.map(Measured::micros).orElse(Double.NaN);
    }

    private static String number(double micros) {
        return Double.isNaN(micros) ? "" : String.format(Locale.ROOT, "%.1f", micros);
    }
}
