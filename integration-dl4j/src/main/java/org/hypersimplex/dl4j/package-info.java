/**
 * The HyperSimplex loss in Deeplearning4j, the two baselines of the paper, and what makes a network trained with the loss
 * one that is read by plain argmax.
 *
 * <p>{@link org.hypersimplex.dl4j.HyperSimplexLoss}, {@link org.hypersimplex.dl4j.SoftmaxMseLoss} and {@link
 * org.hypersimplex.dl4j.SummedHingeLoss} go where any {@code ILossFunction} goes; give the output layer the activation
 * IDENTITY. After training, {@link org.hypersimplex.dl4j.CalibrationLogits} finds the threshold of each class and {@link
 * org.hypersimplex.dl4j.ThresholdFolding} moves it into the last bias:
 *
 * <pre>{@code
 * double[] thresholds = CalibrationLogits.of(network, calibration).thresholds(tau);
 * MultiLayerNetwork deployed = ThresholdFolding.folded(network, thresholds);
 * }</pre>
 *
 * <p>INDArrays are read and written where they lie, in host memory: ND4J's CPU backends (nd4j-native) are supported.
 */
@NullMarked
package org.hypersimplex.dl4j;

import org.jspecify.annotations.NullMarked;
