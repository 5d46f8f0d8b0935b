package org.hypersimplex.experiments.boost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import org.hypersimplex.experiments.store.JsonLines;
import org.jspecify.annotations.Nullable;

/**
 * One trial of the boosting experiment: a line of JSON.
 *
 * @param dataset its name
 * @param arm what was compared, such as "hypersimplex" or "binary"
 * @param seed of the split
 * @param rate the learning rate; the step η for the HyperSimplex loss
 * @param minLeafHessian sum of the hessian in a leaf, at least
 * @param trainRows rows trained on
 * @param validationRows rows that settings are chosen by
 * @param testRows rows that the reported results are of
 * @param validationArea area under the ROC curve of the validation rows
 * @param testArea that of the test rows
 * @param testAccuracy share of test rows classified correctly at the decision threshold of the training rows
 * @param rounds after which the validation area was best, and at which the model was evaluated; null if all were
 *     trained
 */
public record TrialRecord(
        String dataset,
        String arm,
        long seed,
        double rate,
        double minLeafHessian,
        int trainRows,
        int validationRows,
        int testRows,
        double validationArea,
        double testArea,
        double testAccuracy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer rounds) {
    /**
     * A file of such lines.
     *
     * @param file may be missing
     * @return the trials in it
     */
    public static JsonLines<TrialRecord> in(Path file) {
        return new JsonLines<>(file, TrialRecord.class, "a trial");
    }

    /** A trial before it is carried out. */
    static TrialRecord planned(String dataset, Arm arm, long seed, int trainRows, int validationRows, int testRows) {
        return new TrialRecord(
                dataset,
                arm.name(),
                seed,
                arm.settings().rate(),
                arm.settings().minLeafHessian(),
                trainRows,
                validationRows,
                testRows,
                0,
                0,
                0,
                null);
    }

    /** Whether another trial has the same settings, on as many rows. */
    boolean repeats(TrialRecord other) {
        return dataset.equals(other.dataset)
                && arm.equals(other.arm)
                && seed == other.seed
                && trainRows == other.trainRows
                && rate == other.rate
                && minLeafHessian == other.minLeafHessian;
    }
}
