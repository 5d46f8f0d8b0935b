package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;

/**
 * The only problem of a call may be written while it is solved. Nothing else of it is different: it gets the numbers that it
 * gets among others, also where it can't be written on the way, because what is written to is what is read.
 */
@Tag("width")
class OneProblemTest {
    /** Lengths that are solved as a whole and by chunks, and fill groups of vectors or don't. */
    private static final int[] LENGTHS = {4096, 5000, 8191, 131_072, 150_001};

    private static final double[] TEMPERATURES = {1.5, 0.125, 0.01};

    private static double[] scores(EngineCase engine, int length) {
        return engine.round(new Random(length).doubles(length, -3, 3).toArray());
    }

    /** One problem's projection in memory as it comes, and the threshold behind it. */
    private static double[] alone(SoftBinaryArgmax top, Values scores, Values x) {
        double[] threshold = new double[1];
        top.project(Batch.one(x.size()), scores, x, threshold);
        return DoubleStream.concat(Arrays.stream(EngineCase.read(x)), DoubleStream.of(threshold))
                .toArray();
    }

    private static double[] among(EngineCase engine, SoftBinaryArgmax top, double[] scores) {
        int n = scores.length;
        double[] twice = Arrays.copyOf(scores, 2 * n);
        System.arraycopy(scores, 0, twice, n, n);
        Values x = engine.values(new double[2 * n]);
        double[] thresholds = new double[2];
        top.project(Batch.rows(2, n), engine.values(twice), x, thresholds);
        double[] first = Arrays.copyOf(EngineCase.read(x), n + 1);
        first[n] = thresholds[0];
        return first;
    }

    @EveryEngine
    void aProblemAloneGetsTheBitsThatItGetsAmongOthers(EngineCase engine) {
        Assumptions.assumeFalse(engine.isDevice(), "a device solves problems alone by other kernels");
        for (int n : LENGTHS) {
            double[] scores = scores(engine, n);
            for (double tau : TEMPERATURES) {
                SoftBinaryArgmax top = engine.top(n / 3.0, tau);
                double[] expected = among(engine, top, scores);
                String what = n + " scores at " + tau;
                Values apart = engine.values(scores);
                assertThat(alone(top, apart, engine.values(new double[n])))
                        .as(what)
                        .isEqualTo(expected);
                assertThat(alone(top, apart, apart)).as(what + ", in place").isEqualTo(expected);
                try (Arena arena = Arena.ofConfined()) {
                    Values segment = engine.values(arena, scores);
                    Values room = engine.values(arena, new double[n]);
                    assertThat(alone(top, segment, room))
                            .as(what + ", off the heap")
                            .isEqualTo(expected);
                    assertThat(alone(top, segment, segment))
                            .as(what + ", off the heap and in place")
                            .isEqualTo(expected);
                }
            }
        }
    }

    @EveryEngine
    void aProblemWithANaNIsNotWritten(EngineCase engine) {
        for (int n : LENGTHS) {
            SoftBinaryArgmax top = engine.top(n / 3.0, 1.5);
            for (int at : new int[] {0, n / 2, n - 1}) {
                double[] scores = scores(engine, n);
                scores[at] = Double.NaN;
                Values bad = engine.values(scores);
                Values x =
                        engine.values(DoubleStream.generate(() -> -7).limit(n).toArray());
                assertThatThrownBy(() -> top.project(Batch.one(n), bad, x, new double[1]))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("entry " + at);
                assertThat(EngineCase.read(x)).containsOnly(-7);
            }
        }
    }
}
