package org.hypersimplex.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.hypersimplex.bench.peers.Peer;
import org.hypersimplex.cli.report.Measured;

/** Results as lines of text: time, ratio to the time of a copy, and how much faster the kernels are than each peer. */
public final class SpeedTable {
    private final List<Measured> results;

    /**
     * A table.
     *
     * @param results what was measured
     */
    public SpeedTable(List<Measured> results) {
        this.results = results;
    }

    /**
     * The table.
     *
     * @return a heading and a line per result
     */
    public List<String> lines() {
        TreeMap<Long, Double> copies = new TreeMap<>();
        results.stream().filter(m -> m.work().equals("Limits.copy")).forEach(m -> copies.put(m.n(), m.micros()));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-58s %10s %14s %8s %9s", "work", "n", "time, us", "copies", "B/call"));
        for (Measured m : results) {
            Double copy = copies.get(m.n());
            double numbers = columns(m);
            String ratio = copy == null ? "" : String.format(Locale.ROOT, "%.2f", m.micros() / copy / numbers);
            lines.add(String.format(
                    Locale.ROOT, "%-58s %10d %14.3f %8s %9.1f", title(m), m.n(), m.micros(), ratio, m.bytes()));
        }
        for (long n : copies.keySet()) {
            lines.addAll(against(n));
        }
        return lines;
    }

    private List<String> against(long n) {
        return results.stream()
                .filter(PlainKernel.of("project", "n", Long.toString(n)))
                .findFirst()
                .map(ours -> results.stream()
                        .filter(m -> m.work().equals("Peers.project") && m.n() == n)
                        .map(m -> String.format(
                                Locale.ROOT,
                                "n = %d: %.1f times as fast as %s",
                                n,
                                m.micros() / ours.micros(),
                                Peer.valueOf(m.param("peer")).title()))
                        .toList())
                .orElse(List.of());
    }

    private static double columns(Measured m) {
        return m.param("columns").isEmpty() ? 1 : Double.parseDouble(m.param("columns"));
    }

    static String title(Measured m) {
        if (m.work().equals("Peers.project")) {
            return Peer.valueOf(m.param("peer")).title();
        }
        StringBuilder title = new StringBuilder(m.work());
        for (String name : List.of(
                "engine", "k", "tau", "scores", "columns", "layout", "anchor", "precision", "threads", "calls")) {
            String value = m.param(name);
            boolean plain = List.of("", "vector", "n/2", "1.5", "NORMAL", "1", "contiguous", "0", "0.0", "float")
                    .contains(value);
            if (!plain || (name.equals("k") && value.equals("1"))) {
                title.append(' ')
                        .append(value.toLowerCase(Locale.ROOT))
                        .append(
                                switch (name) {
                                    case "columns" -> " columns";
                                    case "threads" -> " threads";
                                    case "calls" -> " calls";
                                    case "anchor" -> " anchored";
                                    default -> "";
                                });
            }
        }
        return title + (m.bits() == 0 ? "" : " " + m.bits() + " bits");
    }
}
