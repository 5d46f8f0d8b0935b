package org.hypersimplex.experiments.boost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.hypersimplex.cli.machine.Surroundings;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run of boosting: a line of JSON. Areas and accuracies are those of the validation rows, each of which
 * counts once, whatever its weight; the area ranks the rows of all groups together.
 *
 * @param command as typed
 * @param engine the library
 * @param loss what was minimised
 * @param k policy of the HyperSimplex loss; null for others
 * @param tau temperature of that loss; null for others
 * @param eta the step of the HyperSimplex loss in units of probability, else the learning rate
 * @param settings the other settings
 * @param train the file trained on
 * @param trainRows its rows
 * @param trainPositives its positives
 * @param validation the file of validation rows
 * @param validationRows its rows
 * @param features the number of columns
 * @param rounds trees grown
 * @param area under the ROC curve after the last round
 * @param accuracy at the decision threshold; with groups that of the rows whose group was trained on, null if there are none
 * @param threshold ν of the training rows' scores with that loss: x = clip((s − ν)/τ, 0, 1); null for others,
 *     and with groups
 * @param decision the score above which a row counts as positive: that at which as many training rows are positive as k
 *     says for the HyperSimplex loss, or as are labelled so for others; scores of cross-entropy are probabilities;
 *     null with groups
 * @param groups what each group trained on has for itself; null without groups
 * @param seconds of training, without reading
 * @param areaByRound the area after every round
 * @param surroundings machine and software
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BoostResult(
        String command,
        String engine,
        String loss,
        @Nullable String k,
        @Nullable Double tau,
        double eta,
        Map<String, Object> settings,
        String train,
        int trainRows,
        int trainPositives,
        String validation,
        int validationRows,
        int features,
        int rounds,
        double area,
        @Nullable Double accuracy,
        @Nullable Double threshold,
        @Nullable Double decision,
        @Nullable List<Group> groups,
        double seconds,
        List<Double> areaByRound,
        Surroundings surroundings) {
    /**
     * A group of rows with a projection of its own.
     *
     * @param name what the file calls it
     * @param rows that were trained on
     * @param threshold ν of these rows' scores
     * @param decision the score above which a row of the group counts as positive
     */
    public record Group(String name, int rows, double threshold, double decision) {}
}
