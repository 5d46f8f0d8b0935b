package org.hypersimplex.examples;

import java.util.Locale;
import java.util.Random;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;

/** A mixture of 64 experts, 8 of them for each token: softly, and never expert 5, which is full. */
public class MaskedRouter {
    public static void main(String[] args) {
        int tokens = 4;
        int experts = 64;
        Random random = new Random(2);
        float[] logits = new float[tokens * experts];
        float[] upstream = new float[tokens * experts];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = i % experts == 5 ? Float.NEGATIVE_INFINITY : (float) random.nextGaussian();
            upstream[i] = (float) random.nextGaussian();
        }
        float[] gates = new float[logits.length];
        float[] gradient = new float[logits.length];
        // #region recipe
        Batch rows = Batch.rows(tokens, experts); // logits: a token in each row, -Infinity masks
        SoftBinaryArgmax router = SoftBinaryArgmax.of(8, 1.0);
        double[] thresholds = new double[tokens];
        router.project(rows, logits, gates, thresholds); // gates sum to 8 in each row
        router.vjp(rows, logits, thresholds, upstream, gradient); // dloss/dgates to dloss/dlogits
        // #endregion recipe
        for (int token = 0; token < tokens; token++) {
            float sum = 0;
            int used = 0;
            for (int i = token * experts; i < (token + 1) * experts; i++) {
                sum += gates[i];
                used += gates[i] > 0 ? 1 : 0;
            }
            int masked = token * experts + 5;
            System.out.printf(
                    Locale.ROOT,
                    "token %d: %d experts, gates sum to %.4f; expert 5: gate %.1f, gradient %.1f%n",
                    token,
                    used,
                    sum,
                    gates[masked],
                    gradient[masked]);
        }
    }
}
