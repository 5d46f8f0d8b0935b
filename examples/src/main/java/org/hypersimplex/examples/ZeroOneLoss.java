package org.hypersimplex.examples;

import java.util.Locale;
import java.util.Random;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;

/** The loss of a minibatch of logits, and how it falls when they follow the gradient. */
public class ZeroOneLoss {
    public static void main(String[] args) {
        int samples = 300;
        int classes = 3;
        Random random = new Random(4);
        int[] classIds = random.ints(samples, 0, classes).toArray();
        float[] logits = new float[samples * classes];
        for (int i = 0; i < logits.length; i++) {
            boolean isRight = i % classes == classIds[i / classes];
            logits[i] = (float) (0.4 * random.nextGaussian() + (isRight ? 0.2 : 0));
        }
        float[] gradient = new float[logits.length];
        for (int step = 0; step <= 100; step++) {
            // #region recipe
            Batch columns = Batch.columns(samples, classes); // a row-major matrix of logits, a problem for each class
            HypersimplexLoss loss =
                    HypersimplexLoss.mean(KPolicy.positives(), 1.5).anchored(0.02);
            double[] thresholds = new double[classes]; // what to subtract from the last bias
            double value = loss.valueAndGradient(columns, logits, classIds, gradient, thresholds);
            // #endregion recipe
            if (step % 100 == 0) {
                System.out.printf(Locale.ROOT, "step %3d: loss %.3f%n", step, value);
            }
            for (int i = 0; i < logits.length; i++) {
                logits[i] -= 50 * gradient[i];
            }
        }
    }
}
