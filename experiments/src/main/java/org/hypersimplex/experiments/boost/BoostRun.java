package org.hypersimplex.experiments.boost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hypersimplex.boosting.BoostingObjective;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.boosting.TrainingRows;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Values;

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
     * @throws UserException if all rows have the same label
     */
    public BoostRun(BoostingEngine engine, LabelledRows train, LabelledRows validation, BoostSettings settings) {
        this.engine = engine;
        this.train = train;
        this.validation = validation;
        this.settings = settings;
        train.requireBothLabels();
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
            ScoreScale scale = scale(train, settings, training.trainingScores());
            double[] scores = training.validationScores();
            double accuracy = accuracy(scores, validation.labels(), scale);
            return new Outcome(result(command, areas, accuracy, scale, seconds), curve, training.model());
        }
    }

    /**
     * How to read scores: the decision threshold that makes as many training rows positive as there should be. It
     * depends on scores and labels only, so that it works for the other losses too.
     */
    static ScoreScale scale(LabelledRows train, BoostSettings settings, double[] scores) {
        KPolicy policy = settings.loss() == BoostingLoss.HYPERSIMPLEX ? settings.k() : KPolicy.positives();
        return BoostingObjective.of(TrainingRows.of(train.labels()), policy, settings.scale())
                .scoreScales(Values.of(scores))
                .getFirst();
    }

    /** The share of rows that the decision threshold classifies correctly. */
    static double accuracy(double[] scores, float[] labels, ScoreScale scale) {
        int right = 0;
        for (int i = 0; i < scores.length; i++) {
            right += scale.isPositive(scores[i]) == (labels[i] == 1) ? 1 : 0;
        }
        return (double) right / scores.length;
    }

    private BoostResult result(String command, List<Double> areas, double accuracy, ScoreScale scale, double seconds) {
        boolean ours = settings.loss() == BoostingLoss.HYPERSIMPLEX;
        return new BoostResult(
                command,
                engine.name(),
                settings.loss().toString(),
                ours ? settings.k().toString() : null,
                ours ? (Double) scale.tau() : null,
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
                ours ? (Double) scale.threshold() : null,
                scale.decision(),
                seconds,
                areas,
                Surroundings.here());
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
