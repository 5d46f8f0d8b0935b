/**
 * The HyperSimplex loss in Deeplearning4j, the two baseline losses of the paper, training on minibatches larger than
 * memory allows, and folding of thresholds, after which plain argmax classifies correctly.
 *
 * <p>{@link org.hypersimplex.dl4j.LossHypersimplex}, {@link org.hypersimplex.dl4j.LossSoftmaxMse} and
 * {@link org.hypersimplex.dl4j.LossSummedHinge} go where any {@code ILossFunction} goes; give the output layer the
 * activation {@link org.hypersimplex.dl4j.ActivationLogits}. {@link org.hypersimplex.dl4j.MicroBatchTrainer} trains
 * with any of them on large minibatches. A network trained with an anchor
 * ({@link org.hypersimplex.dl4j.LossHypersimplex#anchored}) can be evaluated as it is. Of any network {@link org.hypersimplex.dl4j.CalibrationLogits} finds the threshold of each class after training, and
 * {@link org.hypersimplex.dl4j.ThresholdFolding} subtracts it from the last bias:
 *
 * <pre>{@code
 * double[] thresholds = CalibrationLogits.of(network, calibration).thresholds(tau);
 * MultiLayerNetwork deployed = ThresholdFolding.folded(network, thresholds);
 * }</pre>
 *
 * <p>{@link org.hypersimplex.dl4j.ThresholdTracking} collects the thresholds while training instead.
 *
 * <p>INDArrays are read and written where they lie, in host memory: ND4J's CPU backends (nd4j-native) are supported.
 */
@NullMarked
package org.hypersimplex.dl4j;

import org.jspecify.annotations.NullMarked;
