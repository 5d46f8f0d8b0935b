package org.hypersimplex.experiments.plan;

/**
 * A look at the network on its way.
 *
 * @param epoch passes over the training images so far, the one under way included
 * @param step minibatches so far
 * @param loss mean of the training loss since the last look
 * @param validation read from the images held out
 * @param test read from the test images
 */
public record Evaluation(int epoch, int step, double loss, Reading validation, Reading test) {}
