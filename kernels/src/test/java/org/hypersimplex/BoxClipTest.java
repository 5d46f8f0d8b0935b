package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

/** The projection onto the box alone, of problems that are shorter and longer than what is copied at a time. */
class BoxClipTest {
    private static final int[] LENGTHS = {1, 3, 4, 5, 1023, 1024, 1025, 2049, 5003};

    @Test
    void sumsAreExactButForTheLastBits() {
        for (int n : LENGTHS) {
            double[] y = new Random(n).doubles(n, -1, 3).toArray();
            double[] x =
                    Arrays.stream(y).map(v -> Math.min(1, Math.max(0, v / 1.5))).toArray();
            double exact = ExactSum.of(x);
            assertThat(new BoxClip(Batch.one(n)).sum(0, Values.of(y), 1.5)).isCloseTo(exact, Offset.offset(1e-13 * n));
            float[] floats = new float[n];
            Arrays.fill(floats, 0.5f);
            assertThat(new BoxClip(Batch.one(n)).sum(0, Values.of(floats), 1)).isEqualTo(0.5 * n);
        }
    }

    @Test
    void whatIsSmallBesideTheSumAddsUpToo() {
        double[] y = new double[336_000];
        Arrays.fill(y, 1e-14);
        Arrays.fill(y, 0, 131_072, 1);
        assertThat(new BoxClip(Batch.one(y.length)).sum(0, Values.of(y), 1))
                .isCloseTo(ExactSum.of(y), Offset.offset(3e-11));
    }

    @Test
    void projectsAndMultipliesEveryEntryAndZeroesPadding() {
        for (int n : LENGTHS) {
            for (Batch batch : new Batch[] {
                Batch.rows(1, n + 2).withLengths(n), Batch.columns(n + 2, 3).withLengths(n, n, n)
            }) {
                int size = (int) batch.extent();
                double[] y = new Random(n).doubles(size, -1, 3).toArray();
                double[] v = new Random(-n).doubles(size).toArray();
                for (boolean isFloat : new boolean[] {false, true}) {
                    Values scores = values(isFloat, y);
                    Values x = values(isFloat, v);
                    Values product = values(isFloat, v);
                    new BoxClip(batch).project(0, scores, 1.5, x);
                    new BoxClip(batch).multiply(0, scores, 1.5, values(isFloat, v), 1.5, product);
                    for (int i = 0; i < n + 2; i++) {
                        long at = batch.address(0, i);
                        double score = scores.get(at);
                        boolean isActive = i < n && score > 0 && score < 1.5;
                        double unclipped = i < n ? score / 1.5 : 0;
                        assertThat(x.get(at)).isCloseTo(Math.min(1, Math.max(0, unclipped)), Offset.offset(1e-7));
                        assertThat(product.get(at)).isCloseTo(isActive ? v[(int) at] / 1.5 : 0, Offset.offset(1e-6));
                    }
                }
            }
        }
    }

    private static Values values(boolean isFloat, double[] numbers) {
        if (!isFloat) {
            return Values.of(numbers.clone());
        }
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return Values.of(floats);
    }
}
