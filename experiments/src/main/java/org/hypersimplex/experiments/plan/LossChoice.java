package org.hypersimplex.experiments.plan;

import org.hypersimplex.cli.failure.Quote;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.jspecify.annotations.Nullable;

/**
 * A loss with the settings that are its own.
 *
 * @param loss the loss
 * @param k policy of the HyperSimplex loss; null for other losses
 * @param anchor weight of the HyperSimplex loss's anchor, positive; null for the loss of the paper, and other losses
 */
public record LossChoice(
        TrainingLoss loss, @Nullable KChoice k, @Nullable Double anchor) {
    private static final String ANCHOR = "anchor=";

    /**
     * Reads how plans write it.
     *
     * @param text the name of a loss; after hypersimplex "/POLICY" with positives, half or prior, and then, if it has an
     *     anchor, "/anchor=WEIGHT"
     * @return the choice
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static LossChoice parse(String text) {
        String[] words = text.split("/", -1);
        TrainingLoss loss = loss(words[0]);
        if (loss != TrainingLoss.HYPERSIMPLEX) {
            if (words.length > 1) {
                throw new IllegalArgumentException(Quote.shown(text) + ": " + loss + " has no settings");
            }
            return new LossChoice(loss, null, null);
        }
        if (words.length > 3) {
            throw new IllegalArgumentException(Quote.shown(text) + " has more than two settings");
        }
        return new LossChoice(loss, policy(text, words), words.length < 3 ? null : anchor(text, words[2]));
    }

    private static TrainingLoss loss(String word) {
        for (TrainingLoss loss : TrainingLoss.values()) {
            if (loss.toString().equals(word)) {
                return loss;
            }
        }
        throw new IllegalArgumentException("no loss is named " + Quote.shown(word));
    }

    private static KChoice policy(String text, String[] words) {
        for (KChoice policy : KChoice.values()) {
            if (words.length > 1 && words[1].equals(policy.toString())) {
                return policy;
            }
        }
        throw new IllegalArgumentException(
                Quote.shown(text) + " must say how k is chosen: hypersimplex/positives, /half or /prior");
    }

    private static double anchor(String text, String word) {
        try {
            double weight = word.startsWith(ANCHOR) ? Double.parseDouble(word.substring(ANCHOR.length())) : Double.NaN;
            if (weight > 0 && Double.isFinite(weight)) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // As for any other that is no positive number.
        }
        throw new IllegalArgumentException(
                Quote.shown(text) + " must end with the weight of an anchor, as in hypersimplex/positives/anchor=0.02");
    }

    /** For people. */
    @Override
    public String toString() {
        return loss + (k == null ? "" : ", k = " + k) + (anchor == null ? "" : ", α = " + Plain.text(anchor));
    }
}
