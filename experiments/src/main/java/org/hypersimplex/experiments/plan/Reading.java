package org.hypersimplex.experiments.plan;

/**
 * Accuracy on some images, for each way to read classes from a network's logits.
 *
 * @param raw by argmax of the logits as they are
 * @param folded by argmax after each class's threshold is subtracted, found by calibration on training images
 * @param tracked the same with a running mean of the thresholds of past minibatches
 */
public record Reading(double raw, double folded, double tracked) {}
