package org.hypersimplex.experiments.train;

/**
 * What a network minimises.
 *
 * @param loss the loss
 * @param k how the HyperSimplex loss chooses the mass of each class; others ignore it
 * @param tau temperature of the HyperSimplex loss and of every threshold, positive
 * @param anchor weight α of the HyperSimplex loss's anchor, 0 for none; others ignore it
 */
public record Objective(TrainingLoss loss, KChoice k, double tau, double anchor) {
    /** The weight of the tracked thresholds so far against those of a new minibatch. */
    public static final double TRACKING_MOMENTUM = 0.9;
}
