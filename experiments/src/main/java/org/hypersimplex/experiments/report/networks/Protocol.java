package org.hypersimplex.experiments.report.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.Schedule;

/** The table that shows how the runs were made, beside the protocol of the paper. */
final class Protocol {
    private final List<RunResult> runs;

    Protocol(List<RunResult> runs) {
        this.runs = runs;
    }

    String markdown() {
        StringBuilder text = new StringBuilder("""
                | | here | the paper |
                |---|---|---|
                """);
        row(text, "channels of each convolution", all(run -> run.config().channels()), "64");
        row(
                text,
                "epochs",
                all(run ->
                        run.config().epochs() == 0 ? "by steps" : run.config().epochs()),
                "600");
        row(
                text,
                "steps, where they count",
                all(run ->
                        run.config().steps() == 0 ? "by epochs" : run.config().steps()),
                "–");
        row(text, "training images", all(run -> String.format(Locale.ROOT, "%,d", run.trained())), "60,000 and 50,000");
        row(text, "validation images, held out", all(run -> run.config().validationImages()), "none");
        row(text, "seeds", all(run -> run.config().seed()), "0, 42, 1337, 2025, 31415");
        row(text, "batch sizes", all(run -> run.config().batch()), "128 to 8192");
        row(text, "learning rate", rates(), "1e-4 for every loss, Adam");
        row(text, "test accuracy", "read once, at the epoch that validation chose", "the best of all epochs");
        row(text, "thresholds", "folded and not, for every loss, from training images", "none");
        row(text, "tests", "paired t, with Holm's correction", "paired t, uncorrected");
        row(text, "data", all(RunResult::data), "CIFAR-10 and Fashion-MNIST");
        row(
                text,
                "machine",
                shares(run ->
                        run.surroundings().inWords() + ", " + run.surroundings().threads() + " thread a run"),
                "GPUs");
        news(text);
        return text.toString();
    }

    private String rates() {
        boolean isConstant = runs.stream().allMatch(run -> run.config().schedule() == Schedule.CONSTANT);
        return "tuned per loss "
                + (isConstant ? "on validation, Adam" : "and batch on validation, Adam, with warm-up and decay");
    }

    /** A row that older records have no choice in is left out of theirs. */
    private void news(StringBuilder text) {
        if (runs.stream().anyMatch(run -> run.config().framework() != Framework.DL4J)) {
            row(text, "framework", shares(Protocol::framework), "PyTorch");
        }
        if (runs.stream().anyMatch(run -> run.config().anchor() != null)) {
            String choices = runs.stream()
                    .filter(run -> run.config().k() != null)
                    .map(run -> run.config().choice().toString())
                    .distinct()
                    .collect(Collectors.joining("; "));
            row(text, "HyperSimplex losses", choices, "k = half of the minibatch in its runs, no anchor");
        }
    }

    private static String framework(RunResult run) {
        Surroundings here = run.surroundings();
        String version = here.djl() != null ? here.djl() : here.deeplearning4j();
        return run.config().framework()
                + (version == null ? "" : " " + version)
                + (here.oneDnn() == null ? "" : ", oneDNN " + here.oneDnn());
    }

    /** The values with the number of runs that have them and the blocks these belong to, if there are several values. */
    private String shares(Function<RunResult, String> what) {
        Map<String, List<RunResult>> by =
                runs.stream().collect(Collectors.groupingBy(what, LinkedHashMap::new, Collectors.toList()));
        if (by.size() == 1) {
            return by.keySet().iterator().next();
        }
        return by.entrySet().stream()
                .map(share -> share.getKey() + " (" + share.getValue().size() + " runs: "
                        + new Protocol(share.getValue())
                                .all(run -> run.config().block())
                                .replace("; ", ", ") + ")")
                .collect(Collectors.joining("; "));
    }

    private String all(Function<RunResult, Object> what) {
        return runs.stream().map(what).map(String::valueOf).distinct().collect(Collectors.joining("; "));
    }

    private static void row(StringBuilder text, String what, String here, String paper) {
        text.append("| ")
                .append(what)
                .append(" | ")
                .append(here)
                .append(" | ")
                .append(paper)
                .append(" |\n");
    }
}
