/**
 * The HyperSimplex loss in Deep Java Library, accuracy by thresholds, and folding of thresholds, after which plain argmax
 * classifies correctly.
 *
 * <p>{@link org.hypersimplex.djl.LossHypersimplex} goes where any DJL loss goes; the network's outputs are logits. Trained
 * with an anchor, a network can be read by argmax as it is. Of any network
 * {@link org.hypersimplex.djl.CalibrationLogits} finds the threshold of each class after training, and
 * {@link org.hypersimplex.djl.ThresholdFolding} subtracts it from the last bias:
 *
 * <pre>{@code
 * var config = new DefaultTrainingConfig(new LossHypersimplex(kernel)).addEvaluator(new Accuracy());
 * double[] thresholds = CalibrationLogits.of(model, calibration).thresholds(tau);
 * ThresholdFolding.fold(model.getBlock(), thresholds);
 * }</pre>
 *
 * <p>Only DJL's API is needed, so any engine with gradients should do; the tests run on PyTorch, on the CPU.
 */
@NullMarked
package org.hypersimplex.djl;

import org.jspecify.annotations.NullMarked;
