package org.hypersimplex.experiments.train;

/**
 * One epoch of a run.
 *
 * @param epoch from 1
 * @param loss mean of the training loss over the images of the epoch
 * @param rawAccuracy share of test images read right by argmax
 * @param foldedAccuracy the same with thresholds folded
 * @param trainingSeconds time of the epoch without evaluation
 */
public record EpochRecord(int epoch, double loss, double rawAccuracy, double foldedAccuracy, double trainingSeconds) {}
