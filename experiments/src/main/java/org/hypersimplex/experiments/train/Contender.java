package org.hypersimplex.experiments.train;

import java.util.Locale;

/** What {@code train} compares: the losses, the HyperSimplex loss with and without an anchor. */
public enum Contender {
    /** The HyperSimplex loss with an anchor, so that argmax can read the logits as they are. */
    HYPERSIMPLEX(TrainingLoss.HYPERSIMPLEX),
    /** The HyperSimplex loss as the paper defines it. */
    HYPERSIMPLEX_PAPER(TrainingLoss.HYPERSIMPLEX),
    /** See {@link TrainingLoss#CROSS_ENTROPY}. */
    CROSS_ENTROPY(TrainingLoss.CROSS_ENTROPY),
    /** See {@link TrainingLoss#LABEL_SMOOTHING}. */
    LABEL_SMOOTHING(TrainingLoss.LABEL_SMOOTHING),
    /** See {@link TrainingLoss#MSE}. */
    MSE(TrainingLoss.MSE),
    /** See {@link TrainingLoss#HINGE}. */
    HINGE(TrainingLoss.HINGE);

    private final TrainingLoss loss;

    Contender(TrainingLoss loss) {
        this.loss = loss;
    }

    TrainingLoss loss() {
        return loss;
    }

    /** What is minimised, from the common settings less what the loss doesn't have. */
    Objective objective(TrainingSettings common) {
        return new Objective(loss, common.k(), common.tau(), this == HYPERSIMPLEX ? common.anchor() : 0);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
