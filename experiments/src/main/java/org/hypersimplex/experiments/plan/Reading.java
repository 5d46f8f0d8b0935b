package org.hypersimplex.experiments.plan;

/**
 * How many of some images are read rightly, in each of the ways to read a network.
 *
 * @param raw share read right by argmax
 * @param folded the same with each class's threshold taken off, from calibration on training images
 * @param tracked the same with the mean of the thresholds of past minibatches
 */
public record Reading(double raw, double folded, double tracked) {}
