package org.hypersimplex.experiments.plan;

/**
 * The accuracy of a network at one point of its training.
 *
 * @param epoch passes over the training images so far, the one under way included
 * @param step minibatches so far
 * @param loss mean of the training loss since the evaluation before
 * @param validation accuracy on the images held out
 * @param test accuracy on the test images
 */
public record Evaluation(int epoch, int step, double loss, Reading validation, Reading test) {}
