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
import org.hypersimplex.bench.speed.DeviceTime;
import org.hypersimplex.bench.speed.PlainKernel;
import org.hypersimplex.cli.report.LineChart;
import org.hypersimplex.cli.report.Measured;

/** The times of a GPU: whether its targets are met, and from which size on it is faster than the vector engine. */
final class GpuTimes {
    private static final int PLAIN_LENGTH = 8192;
    private static final String VECTOR = "vector";

    private final JsonNode times;
    private final JsonNode profile;
    private final List<Measured> results;

    GpuTimes(JsonNode file) {
        times = file.path("device").path("times");
        profile = file.path("profile");
        results = Measured.all(file);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| work | target | measured | | |\n|---|---|---|---|---|\n");
        List.of(
                        target("1024 columns of 8192: µs", 45, PLAIN_LENGTH, 1024),
                        target("10 columns of 8192: µs", 20, PLAIN_LENGTH, 10),
                        target("one vector of 2^26: µs", 540, 1 << 26, 1),
                        target("2^18 rows of 1024: µs", 1100, 1024, 1 << 18))
                .forEach(target -> text.append(target.markdown()));
        text.append(
                "\nTimes in µs: the GPU's with transfers and the vector engine's from JMH, the others by the device's ");
        text.append(
                "clock, in which each launch counts for some µs more than the kernel runs.\n\n| n | columns | layout | vector engine, one thread | GPU with transfers | kernels alone | ");
        text.append("copy on the device | first call |\n|--:|--:|---|--:|--:|--:|--:|--:|\n");
        TreeSet<Integer> lengths = new TreeSet<>();
        for (JsonNode row : times) {
            if (!Double.isNaN(engine(row, VECTOR))) {
                lengths.add(row.path("n").asInt());
            }
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %s | %s | %s | %.1f | %.1f | %.0f |%n",
                    row.path("n").asInt(),
                    row.path("columns").asInt(),
                    layout(row),
                    number(engine(row, VECTOR)),
                    number(engine(row, "gpu")),
                    micros(row, "kernels"),
                    micros(row, "copy"),
                    micros(row, "first")));
        }
        if (!lengths.isEmpty()) {
            text.append("\nThe GPU is faster than one thread of the vector engine from");
        }
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
        chart.add("vector engine, one thread", line(row -> engine(row, VECTOR)));
        chart.add("copy on the device", line(row -> micros(row, "copy")));
        return chart;
    }

    private SortedMap<Integer, Double> line(ToDoubleFunction<JsonNode> micros) {
        TreeMap<Integer, Double> line = new TreeMap<>();
        for (JsonNode row : times) {
            double time = micros.applyAsDouble(row);
            if (row.path("n").asInt() == PLAIN_LENGTH && isContiguous(row) && !Double.isNaN(time)) {
                line.put(row.path("columns").asInt(), time);
            }
        }
        return line;
    }

    /** The smallest number of columns measured at which the time is below the vector engine's. */
    private String crossover(int n, ToDoubleFunction<JsonNode> micros) {
        for (JsonNode row : times) {
            if (row.path("n").asInt() == n && isContiguous(row) && micros.applyAsDouble(row) < engine(row, VECTOR)) {
                return row.path("columns").asText();
            }
        }
        return "no number of";
    }

    /** A target for the kernels alone. */
    private Target target(String work, double bound, int n, int columns) {
        OptionalDouble measured = OptionalDouble.empty();
        for (JsonNode row : times) {
            if (row.path("n").asInt() == n && row.path("columns").asInt() == columns && isContiguous(row)) {
                measured = OptionalDouble.of(micros(row, "kernels"));
            }
        }
        return new Target(work, bound, measured, "kernels alone" + profiled(n, columns));
    }

    /** What the profiler has to say of the same shape. */
    private String profiled(int n, int columns) {
        for (JsonNode work : profile) {
            if (work.path("n").asInt() == n && work.path("columns").asInt() == columns) {
                double micros = 0;
                for (JsonNode launch : work.path("launches")) {
                    micros += launch.path("micros").asDouble();
                }
                return String.format(Locale.ROOT, "; %.1f by the profiler, without launching", micros);
            }
        }
        return "";
    }

    private static String layout(JsonNode row) {
        return row.path("layout").asText(DeviceTime.CONTIGUOUS);
    }

    private static boolean isContiguous(JsonNode row) {
        return layout(row).equals(DeviceTime.CONTIGUOUS);
    }

    private static double micros(JsonNode row, String name) {
        return row.path(name).asDouble();
    }

    /** What JMH measured of the same shape, NaN if it did not. */
    private double engine(JsonNode row, String engine) {
        if (!isContiguous(row)) {
            return Double.NaN;
        }
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
