package org.hypersimplex.experiments.train;

import org.hypersimplex.experiments.data.LabelledImages;

/**
 * Accuracy of a network on the test images, read by argmax as it is and with each class's threshold subtracted. The
 * thresholds come from training images, without augmentation.
 *
 * @param raw share of test images whose largest logit is that of their class
 * @param folded the same after each class's threshold is subtracted
 * @param thresholds ν of each class
 */
@SuppressWarnings("ArrayRecordComponent") // Neither changed nor compared.
public record Scores(double raw, double folded, double[] thresholds) {

    /**
     * Measures networks on the same images again and again.
     *
     * @param reader has the networks read the images
     * @param calibration images that thresholds are taken from
     * @param test images that accuracy is measured on
     * @param tau temperature of the thresholds
     */
    record Examiner(ImageReader reader, LabelledImages calibration, LabelledImages test, double tau) {
        Scores examine(TrainableNetwork network) {
            double[] thresholds = reader.thresholds(network, calibration, tau);
            float[] logits = reader.logits(network, test);
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
     * @param logits a row for each image, row-major
     * @param thresholds subtracted from each class's logits
     * @return share of images whose largest number is that of their class
     */
    public static double accuracy(LabelledImages images, float[] logits, double[] thresholds) {
        int right = 0;
        for (int i = 0; i < images.size(); i++) {
            int row = i * thresholds.length;
            int best = 0;
            for (int c = 1; c < thresholds.length; c++) {
                if (logits[row + c] - thresholds[c] > logits[row + best] - thresholds[best]) {
                    best = c;
                }
            }
            right += best == images.label(i) ? 1 : 0;
        }
        return (double) right / images.size();
    }
}
