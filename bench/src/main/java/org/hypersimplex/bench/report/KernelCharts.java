package org.hypersimplex.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.hypersimplex.bench.peers.Peer;
import org.hypersimplex.bench.speed.Accuracy;
import org.hypersimplex.bench.speed.PlainKernel;
import org.hypersimplex.cli.report.LineChart;
import org.hypersimplex.cli.report.Measured;

/** The charts of the kernels' report. */
final class KernelCharts {
    private final JsonNode file;
    private final List<Measured> results;
    private final List<Measured> before;
    private final List<Measured> now;

    /** Charts of the newest run, one of which compares it with the one before. */
    KernelCharts(Optional<KernelRun> before, Optional<KernelRun> now) {
        KernelRun newest = now.or(() -> before).orElseThrow();
        file = newest.json();
        results = newest.results();
        this.before = before.map(KernelRun::results).orElse(List.of());
        this.now = now.map(KernelRun::results).orElse(List.of());
    }

    /** The charts by name; one that compares with a run before only where there is one. */
    Map<String, LineChart> all() {
        Map<String, LineChart> charts = new LinkedHashMap<>();
        charts.put("score", perScore());
        charts.put("time", time());
        charts.put("copies", copies());
        charts.put("iterations", iterations());
        charts.put("errors", errors());
        if (!before.isEmpty() && !now.isEmpty()) {
            charts.put("before", beforeAndAfter());
        }
        return charts;
    }

    void write(Path folder, String name) throws IOException {
        for (Map.Entry<String, LineChart> chart : all().entrySet()) {
            chart.getValue().writeSvg(folder.resolve(name + "-" + chart.getKey() + ".svg"));
        }
    }

    private LineChart perScore() {
        LineChart chart = LineChart.logarithmic("Time for a score, k = n/2, τ = 1.5", "n", "ns");
        ToDoubleFunction<Measured> unit = m -> m.n() / 1000.0;
        chart.add("vector engine", sizes(engine("vector"), unit));
        for (Peer peer : Peer.values()) {
            chart.add(peer.title(), sizes(peer(peer), unit));
        }
        chart.add("copy", sizes(KernelCharts::isCopy, unit));
        return chart;
    }

    private LineChart beforeAndAfter() {
        LineChart chart = LineChart.logarithmic("Before the last changes and now, k = n/2, τ = 1.5", "n", "copies");
        for (String engine : List.of("vector", "scalar")) {
            chart.add(engine + ", before", sizes(before, engine(engine), m -> copy(before, m)));
            chart.add(engine + ", now", sizes(now, engine(engine), m -> copy(now, m)));
        }
        return chart;
    }

    private LineChart time() {
        LineChart chart = LineChart.logarithmic("Projection of n scores, k = n/2, τ = 1.5", "n", "µs");
        chart.add("vector engine", sizes(engine("vector"), m -> 1));
        chart.add("scalar engine", sizes(engine("scalar"), m -> 1));
        for (Peer peer : Peer.values()) {
            chart.add(peer.title(), sizes(peer(peer), m -> 1));
        }
        chart.add("copy", sizes(KernelCharts::isCopy, m -> 1));
        return chart;
    }

    private LineChart copies() {
        LineChart chart = LineChart.logarithmic("The same, in copies of the array", "n", "copies");
        chart.add("vector engine", sizes(engine("vector"), this::copy));
        chart.add("scalar engine", sizes(engine("scalar"), this::copy));
        for (Peer peer : Peer.values()) {
            chart.add(peer.title(), sizes(peer(peer), this::copy));
        }
        chart.add("reading alone", sizes(m -> m.work().equals("Limits.sum"), this::copy));
        return chart;
    }

    private LineChart iterations() {
        LineChart chart = LineChart.logarithmic("Thresholds tried, on samples and on all scores", "τ", "thresholds");
        TreeMap<String, TreeMap<Double, Double>> lines = new TreeMap<>();
        for (JsonNode one : file.path("iterations")) {
            int n = one.path("n").asInt();
            String name = "n = " + n + ", k = n/"
                    + Math.round((double) n / one.path("k").asInt());
            lines.computeIfAbsent(name, k -> new TreeMap<>())
                    .put(one.path("tau").asDouble(), one.path("passes").asDouble());
        }
        lines.forEach(chart::add);
        return chart;
    }

    private LineChart errors() {
        LineChart chart = LineChart.logarithmic("Largest error of x, k = n/2, τ = 1.5", "n", "error");
        TreeMap<String, TreeMap<Long, Double>> lines = new TreeMap<>();
        for (JsonNode one : file.path("accuracy")) {
            // An error of 0 can't be drawn on a logarithmic axis; the smallest normal number stands for it.
            double error = Math.max(Double.MIN_NORMAL, one.path("largest").asDouble());
            lines.computeIfAbsent(one.path("method").asText(), k -> new TreeMap<>())
                    .put(one.path("n").asLong(), error);
        }
        TreeMap<Long, Double> ours = lines.remove(Accuracy.KERNELS);
        if (ours != null) {
            chart.add(Accuracy.KERNELS, ours);
        }
        lines.forEach(chart::add);
        return chart;
    }

    private static Predicate<Measured> engine(String name) {
        return m -> PlainKernel.of("project", "n", m.param("n"), "engine", name).test(m);
    }

    private static Predicate<Measured> peer(Peer peer) {
        return m -> m.param("peer").equals(peer.name());
    }

    private static boolean isCopy(Measured m) {
        return m.work().equals("Limits.copy");
    }

    private double copy(Measured m) {
        return copy(results, m);
    }

    private static double copy(List<Measured> results, Measured m) {
        return results.stream()
                .filter(c -> isCopy(c) && c.n() == m.n())
                .mapToDouble(Measured::micros)
                .findFirst()
                .orElse(Double.NaN);
    }

    private SortedMap<Long, Double> sizes(Predicate<Measured> which, ToDoubleFunction<Measured> unit) {
        return sizes(results, which, unit);
    }

    private static SortedMap<Long, Double> sizes(
            List<Measured> results, Predicate<Measured> which, ToDoubleFunction<Measured> unit) {
        TreeMap<Long, Double> line = new TreeMap<>();
        results.stream().filter(which).forEach(m -> line.putIfAbsent(m.n(), m.micros() / unit.applyAsDouble(m)));
        return line;
    }
}
