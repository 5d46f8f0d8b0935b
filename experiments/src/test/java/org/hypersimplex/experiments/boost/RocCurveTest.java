package org.hypersimplex.experiments.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RocCurveTest {
    /** The chance that a positive scores above a negative, ties counting half, from all pairs. */
    private static double byPairs(double[] scores, float[] labels) {
        double wins = 0;
        double pairs = 0;
        for (int p = 0; p < scores.length; p++) {
            for (int n = 0; n < scores.length; n++) {
                if (labels[p] == 1 && labels[n] == 0) {
                    pairs++;
                    wins += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
                }
            }
        }
        return wins / pairs;
    }

    @Test
    void theAreaIsTheChanceThatAPositiveScoresAboveANegative() {
        Random random = new Random(1);
        for (int levels : new int[] {2, 5, 1000}) {
            double[] scores = random.doubles(300)
                    .map(u -> Math.rint(levels * u) / levels - 0.5)
                    .toArray();
            float[] labels = new float[300];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = random.nextDouble() - 0.5 < scores[i] ? 1 : 0;
            }
            RocCurve curve = RocCurve.of(scores, labels);
            assertThat(curve.area()).isCloseTo(byPairs(scores, labels), within(1e-12));
            double[] x = curve.falsePositives(1000);
            double[] y = curve.truePositives(1000);
            double underIt = IntStream.range(1, x.length)
                    .mapToDouble(i -> (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2)
                    .sum();
            assertThat(underIt).isCloseTo(curve.area(), within(1e-12));
        }
    }

    @Test
    void manyEqualScoresGiveHalf() {
        float[] labels = new float[300_000];
        for (int i = 0; i < labels.length; i += 2) {
            labels[i] = 1;
        }
        assertThat(RocCurve.of(new double[300_000], labels).area()).isEqualTo(0.5);
    }

    @Test
    void thinnedCurvesKeepTheirEnds() {
        double[] scores = IntStream.range(0, 5000).mapToDouble(i -> i).toArray();
        float[] labels = new float[5000];
        labels[10] = 1;
        labels[4000] = 1;
        double[] x = RocCurve.of(scores, labels).falsePositives(50);
        assertThat(x).hasSize(50).startsWith(0.0).endsWith(1.0).isSorted();
    }
}
