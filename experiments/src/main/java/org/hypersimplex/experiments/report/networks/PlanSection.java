package org.hypersimplex.experiments.report.networks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hypersimplex.cli.report.LineChart;
import org.hypersimplex.experiments.plan.Plan;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.plan.Way;

/** The part of the report about one plan: conclusion, protocol, learning rates, then question by question. */
final class PlanSection {
    private static final String RUNS = "runs.jsonl";
    /** The block whose learning curves are drawn. */
    private static final String CURVES_BLOCK = "main";
    /** What the names of blocks begin with that choose learning rates. */
    static final String TUNING = "tune";

    private final Path folder;

    /**
     * The part for a folder.
     *
     * @param folder named like its plan, with the records of its runs
     */
    PlanSection(Path folder) {
        this.folder = folder;
    }

    static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(RUNS));
    }

    /** What newer plans come before. */
    static boolean isFirstStudy(Path folder) {
        return folder.endsWith("desk");
    }

    Path folder() {
        return folder;
    }

    private String name() {
        return String.valueOf(folder.getFileName());
    }

    private List<RunResult> runs() throws IOException {
        return RunResult.in(folder.resolve(RUNS)).read();
    }

    private List<Findings> findings(List<RunResult> runs) throws IOException {
        List<Findings.Line> lines = new ArrayList<>();
        for (RunResult run : runs) {
            lines.add(new Findings.Line(lines.size() + 1, run));
        }
        if (Plan.NAMED.contains(name())) {
            // Several runs at a time end in any order.
            lines.sort(Comparator.comparing(
                    line -> line.run().config(), Plan.read(name()).order()));
        }
        return Question.ALL.stream()
                .map(question -> Findings.of(question, lines))
                .filter(findings -> !findings.isEmpty())
                .toList();
    }

    Map<String, LineChart> charts() throws IOException {
        Map<String, LineChart> charts = new LinkedHashMap<>();
        findings(runs()).forEach(findings -> charts.putAll(charts(findings)));
        return charts;
    }

    private static Map<String, LineChart> charts(Findings findings) {
        Map<String, LineChart> charts = new LinkedHashMap<>(ExperimentCharts.means(findings));
        if (findings.question().block().equals(CURVES_BLOCK)) {
            charts.putAll(ExperimentCharts.curves(findings));
        }
        return charts;
    }

    /**
     * The part's text.
     *
     * @param place of the plans' folders, seen from the report
     */
    String markdown(String place) throws IOException {
        List<RunResult> runs = runs();
        List<Findings> findings = findings(runs);
        StringBuilder text = new StringBuilder("\n## " + title() + "\n\n");
        if (Plan.NAMED.contains(name())) {
            Plan plan = Plan.read(name());
            text.append(plan.description()).append("\n\n");
            text.append(completeness(plan.size(), runs.size()));
        }
        Summary summary = new Summary(findings, runs);
        if (summary.isPossible()) {
            text.append(summary.markdown(figures(place)));
        }
        text.append("\n### What holds\n\n");
        if (findings.isEmpty()) {
            text.append("Nothing yet: only runs that choose learning rates have ended.\n\n");
        }
        findings.forEach(found -> {
            text.append("**").append(found.question().title()).append("**\n\n");
            Verdicts.of(found).forEach(line -> text.append("- ").append(line).append('\n'));
            text.append('\n');
        });
        if (!summary.isPossible()) {
            text.append("### The protocol\n\n").append(new Protocol(runs).markdown());
        }
        for (String block : tuningBlocks(runs)) {
            text.append(new RatesSection(block, tunedOn(block), runs).markdown());
        }
        for (Findings found : findings) {
            text.append(new FindingsSection(found).markdown());
            for (String chart : charts(found).keySet()) {
                text.append(picture(place + "/" + name(), chart));
            }
        }
        return text.toString();
    }

    private String title() {
        return switch (name()) {
            case "desk" -> "The first study: the plan desk";
            case "study" -> "The study";
            default -> "The plan " + name();
        };
    }

    /** The main figure, and the paper's. */
    private Map<String, String> figures(String place) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("accuracy by argmax", place + "/" + name() + "/main-raw.svg");
        figures.put("the authors' results", place + "/paper-fashionmnist.svg");
        return figures;
    }

    private static List<String> tuningBlocks(List<RunResult> runs) {
        return runs.stream()
                .map(run -> run.config().block())
                .filter(block -> block.startsWith(TUNING))
                .distinct()
                .toList();
    }

    private Way tunedOn(String block) throws IOException {
        return Plan.NAMED.contains(name()) ? Plan.read(name()).tunedOn(block) : Way.FOLDED;
    }

    private static String completeness(int planned, int done) {
        return done >= planned
                ? String.format(Locale.ROOT, "All %d runs of the plan ended.%n", planned)
                : String.format(
                        Locale.ROOT,
                        "**Not finished: %d of the plan's %d runs ended.** What follows is of those alone.%n",
                        done,
                        planned);
    }

    static String picture(String place, String file) {
        return "\n![" + file.replace(".svg", "").replace('-', ' ') + "](" + place + "/" + file + ")\n";
    }
}
