package org.hypersimplex.experiments.boost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hypersimplex.boosting.BoostingObjective;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.experiments.table.RowGroups;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/** Trains a model and evaluates it on the validation rows after every round. */
public final class BoostRun {
    private final BoostingEngine engine;
    private final LabelledRows train;
    private final LabelledRows validation;
    private final BoostSettings settings;

    /**
     * A run.
     *
     * @param engine the library
     * @param train what to train on
     * @param validation what to evaluate on, with the same columns
     * @param settings how
     * @throws UserException if all rows have the same label, or all that are trained on the weight 0
     */
    public BoostRun(BoostingEngine engine, LabelledRows train, LabelledRows validation, BoostSettings settings) {
        this.engine = engine;
        this.train = train;
        this.validation = validation;
        this.settings = settings;
        train.requireBothLabels();
        train.requireWeight();
        validation.requireBothLabels();
    }

    /**
     * What a run produces.
     *
     * @param result for the record
     * @param curve of the validation rows, at the end
     * @param model the file that the library reads
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares outcomes.
    public record Outcome(BoostResult result, RocCurve curve, byte[] model) {}

    /**
     * Trains.
     *
     * @param command for the record
     * @param progress told the round, from 1, and the area under the curve
     * @return the outcome
     */
    public Outcome run(String command, BiConsumer<Integer, Double> progress) {
        long start = System.nanoTime();
        try (BoostingEngine.Training training = engine.start(train, validation, settings)) {
            List<Double> areas = new ArrayList<>();
            RocCurve curve;
            boolean more;
            do {
                more = training.next();
                curve = RocCurve.of(training.validationScores(), validation.labels());
                areas.add(curve.area());
                progress.accept(areas.size(), curve.area());
            } while (more && areas.size() < settings.rounds());
            double seconds = (System.nanoTime() - start) * 1e-9;
            List<ScoreScale> scales = scales(train, settings, training.trainingScores());
            Double accuracy = accuracy(training.validationScores(), scales);
            // What other losses' models score by has a meaning of its own.
            List<ScoreScale> kept = settings.loss() == BoostingLoss.HYPERSIMPLEX ? scales : List.of();
            return new Outcome(result(command, areas, accuracy, scales, seconds), curve, training.model(kept));
        }
    }

    /**
     * How to read scores: the decision threshold, of each group if there are any, that makes as many training rows
     * positive as there should be. It depends on scores and labels only, so that it works for the other losses too.
     */
    static List<ScoreScale> scales(LabelledRows train, BoostSettings settings, double[] scores) {
        KPolicy policy = settings.loss() == BoostingLoss.HYPERSIMPLEX ? settings.k() : KPolicy.positives();
        return BoostingObjective.of(train.training(), policy, settings.scale()).scoreScales(Values.of(scores));
    }

    /** The accuracy by the decision thresholds; null if no validation row has one, since its group was not trained on. */
    private @Nullable Double accuracy(double[] scores, List<ScoreScale> scales) {
        RowGroups trained = train.groups();
        RowGroups groups = validation.groups();
        if (trained == null || groups == null) {
            return accuracy(scores, validation.labels(), scales.getFirst());
        }
        Map<String, ScoreScale> known = new HashMap<>();
        for (int g = 0; g < scales.size(); g++) {
            known.put(trained.names().get(g), scales.get(g));
        }
        int[] group = groups.ofRows();
        int decided = 0;
        int right = 0;
        for (int i = 0; i < scores.length; i++) {
            ScoreScale scale = known.get(groups.names().get(group[i]));
            if (scale != null) {
                decided++;
                right += isRight(scores[i], validation.labels()[i], scale) ? 1 : 0;
            }
        }
        return decided == 0 ? null : (Double) ((double) right / decided);
    }

    private static boolean isRight(double score, float label, ScoreScale scale) {
        return scale.isPositive(score) == (label == 1);
    }

    /** The share of rows that the decision threshold classifies correctly. */
    static double accuracy(double[] scores, float[] labels, ScoreScale scale) {
        int right = 0;
        for (int i = 0; i < scores.length; i++) {
            right += isRight(scores[i], labels[i], scale) ? 1 : 0;
        }
        return (double) right / scores.length;
    }

    private BoostResult result(
            String command, List<Double> areas, @Nullable Double accuracy, List<ScoreScale> scales, double seconds) {
        boolean ours = settings.loss() == BoostingLoss.HYPERSIMPLEX;
        RowGroups groups = train.groups();
        ScoreScale scale = groups == null ? scales.getFirst() : null;
        return new BoostResult(
                command,
                engine.name(),
                settings.loss().toString(),
                ours ? settings.k().toString() : null,
                ours ? (Double) scales.getFirst().tau() : null,
                ours ? settings.scale().eta(settings.rate(), train.rows()) : settings.rate(),
                details(),
                train.source(),
                train.rows(),
                train.positives(),
                validation.source(),
                validation.rows(),
                train.columns(),
                areas.size(),
                areas.getLast(),
                accuracy,
                ours && scale != null ? (Double) scale.threshold() : null,
                scale == null ? null : (Double) scale.decision(),
                groups == null ? null : groupResults(groups, scales),
                seconds,
                areas,
                Surroundings.here());
    }

    private static List<BoostResult.Group> groupResults(RowGroups groups, List<ScoreScale> scales) {
        List<BoostResult.Group> results = new ArrayList<>();
        for (int g = 0; g < scales.size(); g++) {
            ScoreScale scale = scales.get(g);
            results.add(new BoostResult.Group(
                    groups.names().get(g), groups.lengths()[g], scale.threshold(), scale.decision()));
        }
        return results;
    }

    private Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("learningRate", settings.rate());
        if (settings.loss() == BoostingLoss.HYPERSIMPLEX) {
            details.put("reduction", settings.scale().reduction().toString());
            details.put("scale", settings.scale().scale());
        }
        details.put("leaves", settings.leaves());
        details.put("minLeafRows", settings.minLeafRows());
        details.put("minLeafHessian", settings.minLeafHessian());
        details.put("bins", settings.bins());
        details.put("threads", settings.threads());
        details.put("seed", settings.seed());
        return details;
    }
}
