package org.hypersimplex.cpu.pass;

import static org.hypersimplex.cpu.pass.FloatPassCases.GUARD;
import static org.hypersimplex.cpu.pass.FloatPassCases.OFFSETS;
import static org.hypersimplex.cpu.pass.FloatPassCases.SIZES;
import static org.hypersimplex.cpu.pass.FloatPassCases.blank;
import static org.hypersimplex.cpu.pass.FloatPassCases.clip;
import static org.hypersimplex.cpu.pass.FloatPassCases.guarded;
import static org.hypersimplex.cpu.pass.FloatPassCases.near;
import static org.hypersimplex.cpu.pass.FloatPassCases.odd;
import static org.hypersimplex.cpu.pass.FloatPassCases.same;

import java.util.SplittableRandom;
import org.hypersimplex.NarrowVectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Passes over rows whose columns are problems, against those over one column. */
@Tag("width")
class FloatStripesTest {
    @BeforeEach
    void skipIfNotNarrowed() {
        NarrowVectors.skipIfNotNarrowed();
    }

    /** Columns of a row-major matrix. */
    private static final int[] COLUMNS = {1, 3, 10, 17, 1100};

    /** Solutions of the columns of a matrix, each with another threshold and mean. */
    private static FloatStripes stripes(int columns, double tau) {
        FloatStripes stripes = new FloatStripes();
        stripes.clip.temperature(tau);
        stripes.begin(columns);
        for (int p = 0; p < columns; p++) {
            FloatClip clip = clip(tau, 0.25 * (p % 7), p % 3 == 0 ? 0 : 1e-9 * p);
            clip.mean = 0.125 * (p % 5);
            stripes.put(p);
            stripes.high[p] = clip.high;
            stripes.low[p] = clip.low;
            stripes.mean[p] = (float) clip.mean;
        }
        stripes.end(columns);
        return stripes;
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void rowsAreWrittenAsTheirColumnsWouldBe(FloatPasses passes) {
        SplittableRandom random = new SplittableRandom(11);
        for (int columns : COLUMNS) {
            for (double tau : new double[] {0.5, 0.03}) {
                FloatStripes stripes = stripes(columns, tau);
                for (int size : SIZES) {
                    for (int phase : new int[] {0, 1, columns - 1, columns / 2}) {
                        rows(passes, stripes, columns, phase, Math.min(size, stripes.period - phase), tau, random);
                    }
                }
            }
        }
    }

    private static void rows(
            FloatPasses passes,
            FloatStripes stripes,
            int columns,
            int phase,
            int size,
            double tau,
            SplittableRandom random) {
        String what = size + " entries of rows of " + columns + " from " + phase + ", tau=" + tau;
        float[] y = blank(size);
        float[] v = blank(size);
        float[] x = blank(size);
        float[] product = blank(size);
        float[] gradient = blank(size);
        float[] expectedX = blank(size);
        float[] expectedProduct = blank(size);
        float[] expectedGradient = blank(size);
        for (int i = 0; i < size; i++) {
            int p = (phase + i) % columns;
            FloatClip clip = clip(tau, 0.25 * (p % 7), p % 3 == 0 ? 0 : 1e-9 * p);
            float mean = (float) (0.125 * (p % 5));
            int at = GUARD + i;
            y[at] = odd(random, clip);
            v[at] = (float) random.nextDouble();
            // A column alone, one entry of it, by the scalar engine, which the other tests hold to the definition.
            ScalarFloatPasses one = ScalarFloatPasses.INSTANCE;
            one.project(y, at, at + 1, clip, expectedX, at);
            one.multiply(y, at, at + 1, clip, v, at, mean, expectedProduct, at);
            one.gradient(y, at, at + 1, clip, v, at, null, 0, mean, 0.7, expectedGradient, at);
        }
        int to = GUARD + size;
        passes.projectRows(y, GUARD, to, stripes, phase, x, GUARD);
        passes.multiplyRows(y, GUARD, to, stripes, phase, v, GUARD, product, GUARD);
        passes.gradientRows(y, GUARD, to, stripes, phase, v, GUARD, 0.7, gradient, GUARD);
        same("x of " + what, x, expectedX);
        same("product of " + what, product, expectedProduct);
        same("gradient of " + what, gradient, expectedGradient);
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void targetsAreOneForTheirOwnClassOnly(FloatPasses passes) {
        SplittableRandom random = new SplittableRandom(5);
        for (int size : SIZES) {
            for (int from : OFFSETS) {
                int[] ids = random.ints(from + size + 1, -1, 4).toArray();
                for (int id : new int[] {0, 3, Integer.MAX_VALUE}) {
                    ids[from + size / 2] = id;
                    float[] t = blank(size);
                    passes.oneHot(ids, from, from + size, id, t, GUARD);
                    guarded("targets", t);
                    for (int i = 0; i < size; i++) {
                        near("targets of " + size, i, t[GUARD + i], ids[from + i] == id ? 1 : 0, 0);
                    }
                }
            }
        }
    }
}
