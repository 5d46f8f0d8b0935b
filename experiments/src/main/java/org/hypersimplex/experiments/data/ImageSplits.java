package org.hypersimplex.experiments.data;

/**
 * A data set in memory.
 *
 * @param train images to train on
 * @param test images to measure accuracy on
 * @param source where they came from, for people to read
 */
public record ImageSplits(LabelledImages train, LabelledImages test, String source) {}
