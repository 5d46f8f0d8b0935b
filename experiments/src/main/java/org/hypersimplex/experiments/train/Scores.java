package org.hypersimplex.experiments.train;

import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hypersimplex.dl4j.CalibrationLogits;
import org.hypersimplex.experiments.data.LabelledImages;

/**
 * Accuracy of a network on the test images, read by argmax as it is and with each class's threshold taken off. The
 * thresholds come from training images, without augmentation.
 *
 * @param raw share of test images whose largest logit is the right one
 * @param folded the same after each class's threshold is taken off
 * @param thresholds ν of each class
 */
@SuppressWarnings("ArrayRecordComponent") // Neither changed nor compared.
public record Scores(double raw, double folded, double[] thresholds) {

    /** Measures networks on the same images again and again. */
    static final class Examiner {
        private static final int AT_A_TIME = 500;

        private final LabelledImages test;
        private final Iterable<org.nd4j.linalg.dataset.DataSet> testData;
        private final Iterable<org.nd4j.linalg.dataset.DataSet> calibrationData;
        private final double tau;

        Examiner(LabelledImages calibration, LabelledImages test, Augmentation augmentation, double tau) {
            this.test = test;
            this.testData = new Minibatches(test, augmentation, AT_A_TIME).plain();
            this.calibrationData = new Minibatches(calibration, augmentation, AT_A_TIME).plain();
            this.tau = tau;
        }

        Scores examine(MultiLayerNetwork network) {
            double[] thresholds = CalibrationLogits.of(network, new ExistingDataSetIterator(calibrationData))
                    .thresholds(tau);
            float[][] logits = CalibrationLogits.of(network, new ExistingDataSetIterator(testData))
                    .logits()
                    .toFloatMatrix();
            return new Scores(
                    accuracy(test, logits, new double[LabelledImages.CLASSES]),
                    accuracy(test, logits, thresholds),
                    thresholds);
        }
    }

    /**
     * Accuracy of logits.
     *
     * @param images whose labels are right
     * @param logits a row for each image
     * @param thresholds taken off each class's logits
     * @return share of images whose largest number is that of their class
     */
    public static double accuracy(LabelledImages images, float[][] logits, double[] thresholds) {
        int right = 0;
        for (int i = 0; i < logits.length; i++) {
            int best = 0;
            for (int c = 1; c < thresholds.length; c++) {
                if (logits[i][c] - thresholds[c] > logits[i][best] - thresholds[best]) {
                    best = c;
                }
            }
            right += best == images.label(i) ? 1 : 0;
        }
        return (double) right / logits.length;
    }
}
