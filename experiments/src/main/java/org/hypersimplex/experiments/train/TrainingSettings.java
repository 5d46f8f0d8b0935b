package org.hypersimplex.experiments.train;

/**
 * What the runs to be compared have in common.
 *
 * @param framework that trains
 * @param k how the HyperSimplex loss chooses the mass of each class
 * @param tau temperature of the HyperSimplex loss and of every threshold
 * @param anchor weight α of the HyperSimplex loss's anchor; 0 for none
 * @param batch images in a minibatch, at most
 * @param epochs passes over the training images
 * @param channels of each convolution
 * @param learningRate Adam's step
 * @param seed of the initial weights, the minibatches and the augmentation
 */
public record TrainingSettings(
        Framework framework,
        KChoice k,
        double tau,
        double anchor,
        int batch,
        int epochs,
        int channels,
        double learningRate,
        long seed) {}
