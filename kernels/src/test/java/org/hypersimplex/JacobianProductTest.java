package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Tag;

/** VJP, JVP, the dense Jacobian and the active set, away from kinks. */
@Tag("width")
class JacobianProductTest {
    private static final int[] SIZES = {1, 2, 3, 7, 8, 15, 16, 17, 33, 64, 127, 129, 1000, 4099, 20_000, 300_007};

    private static double[] direction(EngineCase engine, int n, long seed) {
        return engine.round(new SplittableRandom(seed).doubles(n, -1, 1).toArray());
    }

    private static double[] multiply(EngineCase engine, Planted planted, double[] direction) {
        return engine.multiply(planted.scores(), planted.k(), planted.tau(), direction);
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    @EveryEngine
    void productIsTheFormulaOverTheExactActiveSet(EngineCase engine) {
        for (int n : SIZES) {
            for (double tau : new double[] {1e-3, 1.5, 1e3}) {
                for (double threshold : new double[] {0, -20}) {
                    if (n <= engine.longest()) {
                        Planted planted = Planted.of(engine, n, threshold, tau, n);
                        double[] direction = direction(engine, n, n + 1);
                        ExactProjection exact = planted.exact();
                        assertThat(exact.margin()).isGreaterThan(0.01);
                        double[] product = multiply(engine, planted, direction);
                        Close.check(
                                "n=" + n + " tau=" + tau + " threshold=" + threshold,
                                product,
                                exact.multiply(direction),
                                engine.epsilon() / tau);
                        for (int i = 0; i < n; i++) {
                            if (!exact.isActive(i) && product[i] != 0) {
                                throw new AssertionError("n=" + n + ": inactive entry " + i + " has " + product[i]);
                            }
                        }
                    }
                }
            }
        }
    }

    /**
     * Scores so far from 0 that their threshold, a thousandth of a temperature below them, is rounded to one that leaves
     * all of them out.
     */
    @EveryEngine
    void aThresholdThatIsRoundedLeavesNoActiveEntryOut(EngineCase engine) {
        int n = 512;
        double[] scores = new double[n];
        Arrays.fill(scores, 0x1p45);
        double[] direction = new double[n];
        direction[3] = 1;
        double[] expected = new double[n];
        Arrays.fill(expected, -1.0 / n);
        expected[3] += 1;
        assertThat(engine.multiply(scores, 0.5, 1, direction)).containsExactly(expected, within(1e-6));
        // The same beside a problem whose threshold isn't rounded.
        int columns = 3;
        for (Batch batch : new Batch[] {Batch.columns(n, columns), Batch.rows(columns, n)}) {
            double[] matrix = new double[n * columns];
            double[] directions = new double[n * columns];
            for (int i = 0; i < n; i++) {
                matrix[(int) batch.address(1, i)] = scores[i];
                directions[(int) batch.address(1, i)] = direction[i];
            }
            SoftBinaryArgmax top = engine.top(0.5, 1);
            double[] thresholds = new double[columns];
            top.thresholds(batch, engine.values(matrix), thresholds);
            Values product = engine.values(new double[matrix.length]);
            top.vjp(batch, engine.values(matrix), thresholds, engine.values(directions), product);
            for (int i = 0; i < n; i++) {
                assertThat(product.get(batch.address(1, i)))
                        .as("%s, %d", batch, i)
                        .isCloseTo(expected[i], within(1e-6));
            }
        }
    }

    /** A threshold that is searched for once more may turn out to be one of scores that are not numbers. */
    @EveryEngine
    void scoresThatAreNaNWhereAThresholdIsRoundedLeaveTheProductAsItWas(EngineCase engine) {
        SoftBinaryArgmax top = engine.top(0.5, 1);
        double[] scores = new double[3 * 40];
        Arrays.fill(scores, 0x1p45);
        for (Batch batch : new Batch[] {Batch.rows(3, 40), Batch.columns(40, 3)}) {
            double[] spoilt = scores.clone();
            spoilt[(int) batch.address(2, 7)] = Double.NaN;
            double[] before = direction(engine, scores.length, 3);
            Values product = engine.values(before);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> top.vjp(
                            batch,
                            engine.values(spoilt),
                            new double[] {0x1p45, 0x1p45, 0x1p45},
                            engine.values(scores),
                            product))
                    .withMessageContainingAll("NaN", "entry 7 of problem 2");
            Close.checkSame(batch.toString(), EngineCase.read(product), before);
        }
    }

    @EveryEngine
    void productIsTheCentralDifferenceOfTheProjection(EngineCase engine) {
        for (int n : new int[] {2, 5, 17, 40}) {
            Planted planted = Planted.of(engine, n, 0.25, 1.5, 7L * n);
            double[] direction = direction(engine, n, n);
            double step = 1.0 / 64;
            double[] forward = moved(engine, planted, direction, step);
            double[] backward = moved(engine, planted, direction, -step);
            double[] difference = IntStream.range(0, n)
                    .mapToDouble(i -> (forward[i] - backward[i]) / (2 * step))
                    .toArray();
            double tolerance = engine.precision() == Precision.FLOAT ? 1e-4 : 1e-11;
            Close.check("n=" + n, multiply(engine, planted, direction), difference, tolerance);
        }
    }

    private static double[] moved(EngineCase engine, Planted planted, double[] direction, double step) {
        double[] scores = IntStream.range(0, direction.length)
                .mapToDouble(i -> planted.scores()[i] + step * direction[i])
                .toArray();
        return engine.project(engine.round(scores), planted.k(), planted.tau()).x();
    }

    @EveryEngine
    void productIsSymmetric(EngineCase engine) {
        for (int n : new int[] {2, 17, 129, 1000}) {
            Planted planted = Planted.of(engine, n, 0.25, 1.5, 3L * n);
            double[] u = direction(engine, n, 1);
            double[] v = direction(engine, n, 2);
            assertThat(dot(u, multiply(engine, planted, v)))
                    .isCloseTo(dot(multiply(engine, planted, u), v), within(n * engine.epsilon()));
        }
    }

    @EveryEngine
    void productSumsToZeroAndVanishesForConstantDirections(EngineCase engine) {
        for (int n : SIZES) {
            if (n <= engine.longest()) {
                Planted planted = Planted.of(engine, n, 0.25, 1.5, 3L * n);
                double sum = ExactSum.of(multiply(engine, planted, direction(engine, n, n)));
                assertThat(sum).as("n=%d", n).isCloseTo(0, within(n * 0.1 * engine.epsilon()));
                double[] constant = new double[n];
                Arrays.fill(constant, 0.75);
                Close.check("n=" + n, multiply(engine, planted, constant), new double[n], engine.epsilon());
            }
        }
    }

    @EveryEngine
    void allWaysToTheProductAgree(EngineCase engine) {
        for (int n : new int[] {1, 2, 8, 17, 129, 1000}) {
            Planted planted = Planted.of(engine, n, -3, 0.7, 5L * n);
            Batch batch = Batch.one(n);
            SoftBinaryArgmax top = engine.top(planted.k(), planted.tau());
            double[] direction = direction(engine, n, n);
            EngineCase.Projected projected = engine.project(planted.scores(), planted.k(), planted.tau());
            double[] product = multiply(engine, planted, direction);

            Values jvp = engine.values(new double[n]);
            double[] threshold = {projected.threshold()};
            top.jvp(batch, engine.values(planted.scores()), threshold, engine.values(direction), jvp);
            Close.checkSame("jvp", EngineCase.read(jvp), product);

            Values fromX = engine.values(new double[n]);
            top.vjpFromProjection(batch, engine.values(projected.x()), engine.values(direction), fromX);
            Close.check("from x", EngineCase.read(fromX), product, engine.epsilon());

            double[][] jacobian = top.jacobian(projected.x());
            double[] dense = Arrays.stream(jacobian)
                    .mapToDouble(row -> dot(row, direction))
                    .toArray();
            Close.check("dense", dense, product, engine.epsilon());
        }
    }

    @EveryEngine
    void arraysAndViewsOfThemGiveTheSame(EngineCase engine) {
        Planted planted = Planted.of(engine, 50, 1, 0.7, 5);
        double[] direction = direction(engine, 50, 2);
        double[] expected = multiply(engine, planted, direction);
        SoftBinaryArgmax top = engine.top(planted.k(), 0.7);
        double[] threshold = {engine.project(planted.scores(), planted.k(), 0.7).threshold()};
        float[] floats = engine.values(direction).floats();
        float[] scores = engine.values(planted.scores()).floats();
        if (floats != null && scores != null) {
            top.vjp(Batch.one(50), scores, threshold, floats, floats);
            Close.checkSame("floats", EngineCase.read(Values.of(floats)), expected);
        } else {
            top.vjp(Batch.one(50), planted.scores(), threshold, direction, direction);
            Close.checkSame("doubles", direction, expected);
        }
    }

    @EveryEngine
    void productMayOverwriteItsDirectionOrX(EngineCase engine) {
        for (int n : new int[] {1, 8, 17, 1000}) {
            Planted planted = Planted.of(engine, n, 2, 0.7, 9L * n);
            Batch batch = Batch.one(n);
            SoftBinaryArgmax top = engine.top(planted.k(), 0.7);
            EngineCase.Projected projected = engine.project(planted.scores(), planted.k(), 0.7);
            double[] direction = direction(engine, n, n);
            double[] expected = multiply(engine, planted, direction);

            Values inPlace = engine.values(direction);
            top.vjp(batch, engine.values(planted.scores()), new double[] {projected.threshold()}, inPlace, inPlace);
            Close.checkSame("over upstream", EngineCase.read(inPlace), expected);

            Values fromX = engine.values(new double[n]);
            top.vjpFromProjection(batch, engine.values(projected.x()), engine.values(direction), fromX);
            Values overX = engine.values(projected.x());
            top.vjpFromProjection(batch, overX, engine.values(direction), overX);
            Close.checkSame("over x", EngineCase.read(overX), EngineCase.read(fromX));
            Values overUpstream = engine.values(direction);
            top.vjpFromProjection(batch, engine.values(projected.x()), overUpstream, overUpstream);
            Close.checkSame("from x over upstream", EngineCase.read(overUpstream), EngineCase.read(fromX));
        }
    }

    @EveryEngine
    void productsAtTemperaturesNextToZeroAreNumbers(EngineCase engine) {
        double[] upstream = engine.round(1, 1, 1);
        for (double tau : new double[] {1e-40, 1e-300, Double.MIN_VALUE}) {
            SoftBinaryArgmax top = engine.top(1.5, tau);
            Values gradient = engine.values(new double[3]);
            top.vjpFromProjection(Batch.one(3), engine.values(0.5, 0.5, 0.5), engine.values(upstream), gradient);
            assertThat(EngineCase.read(gradient)).as("tau %s", tau).doesNotContain(Double.NaN);
        }
    }

    @EveryEngine
    void upstreamThatIsNaNStaysInItsProblem(EngineCase engine) {
        int count = 9;
        int n = 23;
        double[] y = engine.round(Scores.NORMAL.of(count * n, 8));
        double[] direction = direction(engine, count * n, 9);
        double[] spoilt = direction.clone();
        for (Batch batch : new Batch[] {Batch.rows(count, n), Batch.columns(n, count)}) {
            double[] thresholds = new double[count];
            SoftBinaryArgmax top = engine.top(9, 1.5);
            top.thresholds(batch, engine.values(y), thresholds);
            for (int i = 0; i < n; i++) {
                spoilt[(int) batch.address(4, i)] = Double.NaN;
            }
            Values clean = engine.values(new double[y.length]);
            Values product = engine.values(new double[y.length]);
            top.vjp(batch, engine.values(y), thresholds, engine.values(direction), clean);
            top.vjp(batch, engine.values(y), thresholds, engine.values(spoilt), product);
            for (int p = 0; p < count; p++) {
                for (int i = 0; i < n && p != 4; i++) {
                    long at = batch.address(p, i);
                    assertThat(product.get(at)).as("problem %d entry %d", p, i).isEqualTo(clean.get(at));
                }
            }
            System.arraycopy(direction, 0, spoilt, 0, spoilt.length);
        }
    }

    @EveryEngine
    void activeSetIsWhatIsStrictlyBetween(EngineCase engine) {
        double[] x = engine.round(0, 1, 0.5, Double.MIN_NORMAL, 1, Math.nextDown(1f), 0, 0.25);
        int[] expected = engine.precision() == Precision.FLOAT ? new int[] {2, 5, 7} : new int[] {2, 3, 5, 7};
        float[] floats = engine.values(x).floats();
        assertThat(floats == null ? SoftBinaryArgmax.activeSet(x) : SoftBinaryArgmax.activeSet(floats))
                .containsExactly(expected);
    }
}
