package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;

/** Every overload gives the same numbers as the one on {@link Values}, which the other tests use. */
class OverloadsTest {
    private static final int N = 50;
    private static final Batch ONE = Batch.one(N);
    private static final Batch ROWS = Batch.rows(5, 10);
    private static final SoftBinaryArgmax TOP = SoftBinaryArgmax.of(3.5, 0.7);
    private static final double[] SCORES = Scores.NORMAL.of(N, 1);
    private static final double[] DIRECTION = Scores.NORMAL.of(N, 2);
    private static final int[] CLASS_IDS = {4, 0, 1, 2, 3, 4, 1, 1, 0, 2};

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    @Test
    void rowsThatAreArraysOfTheirOwn() {
        float[][] floats = {floats(SCORES), {1, 2, 3, 4}, {5, 5, 5, 5, 5}};
        float[][] before = {floats[0].clone(), floats[1].clone(), floats[2].clone()};
        float[][] x = TOP.project(floats);
        assertThat(floats).isDeepEqualTo(before);
        double[][] doubles = {SCORES, {1, 2, 3, 4}, {5, 5, 5, 5, 5}};
        double[][] wide = TOP.project(doubles);
        assertThat(x).hasNumberOfRows(3);
        assertThat(wide).hasNumberOfRows(3);
        for (int row = 0; row < 3; row++) {
            assertThat(x[row]).containsExactly(TOP.project(floats[row]), within(1e-6f));
            assertThat(wide[row]).containsExactly(TOP.project(doubles[row]), within(1e-13));
        }
        assertThat(TOP.project(new float[0][])).isEmpty();
        assertThatThrownBy(() -> TOP.project(new double[][] {{1, 2, 3, 4}, {}}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("problem 1");
    }

    @Test
    void projectionsOfFloats() {
        float[] y = floats(SCORES);
        float[] expected = new float[N];
        double[] threshold = new double[1];
        TOP.project(ONE, Values.of(y), Values.of(expected), threshold);
        float[] x = new float[N];
        assertThat(TOP.project(y)).containsExactly(expected);
        assertThat(TOP.project(y, x)).isEqualTo(threshold[0]);
        assertThat(x).containsExactly(expected);
        assertThat(TOP.threshold(y)).isEqualTo(threshold[0]);

        double[] thresholds = new double[5];
        double[] others = new double[5];
        TOP.project(ROWS, Values.of(y), Values.of(expected), thresholds);
        TOP.project(ROWS, y, x, others);
        assertThat(x).containsExactly(expected);
        assertThat(others).containsExactly(thresholds);
        x = new float[N];
        TOP.project(ROWS, y, x);
        assertThat(x).containsExactly(expected);
        x = new float[N];
        TOP.project(ROWS, Values.of(y), Values.of(x));
        assertThat(x).containsExactly(expected);
        others = new double[5];
        TOP.thresholds(ROWS, y, others);
        assertThat(others).containsExactly(thresholds);
        others = new double[5];
        TOP.thresholds(ROWS, Values.of(y), others);
        assertThat(others).containsExactly(thresholds);
    }

    @Test
    void projectionsOfDoubles() {
        double[] expected = new double[N];
        double[] threshold = new double[1];
        TOP.project(ONE, Values.of(SCORES), Values.of(expected), threshold);
        double[] x = new double[N];
        assertThat(TOP.project(SCORES)).containsExactly(expected);
        assertThat(TOP.project(SCORES, x)).isEqualTo(threshold[0]);
        assertThat(x).containsExactly(expected);
        assertThat(TOP.threshold(SCORES)).isEqualTo(threshold[0]);

        double[] thresholds = new double[5];
        double[] others = new double[5];
        TOP.project(ROWS, Values.of(SCORES), Values.of(expected), thresholds);
        TOP.project(ROWS, SCORES, x, others);
        assertThat(x).containsExactly(expected);
        assertThat(others).containsExactly(thresholds);
        x = new double[N];
        TOP.project(ROWS, SCORES, x);
        assertThat(x).containsExactly(expected);
        others = new double[5];
        TOP.thresholds(ROWS, SCORES, others);
        assertThat(others).containsExactly(thresholds);
    }

    @Test
    void productsOfFloats() {
        float[] y = floats(SCORES);
        float[] v = floats(DIRECTION);
        float[] x = new float[N];
        double[] threshold = {TOP.project(y, x)};
        float[] expected = new float[N];
        TOP.vjp(ONE, Values.of(y), threshold, Values.of(v), Values.of(expected));
        float[] product = new float[N];
        assertThat(TOP.vjp(y, threshold[0], v)).containsExactly(expected);
        assertThat(TOP.jvp(y, threshold[0], v)).containsExactly(expected);
        TOP.vjp(y, threshold[0], v, product);
        assertThat(product).containsExactly(expected);
        TOP.jvp(y, threshold[0], v, product);
        assertThat(product).containsExactly(expected);
        TOP.vjp(ONE, y, threshold, v, product);
        assertThat(product).containsExactly(expected);
        TOP.jvp(ONE, y, threshold, v, product);
        assertThat(product).containsExactly(expected);
        TOP.jvp(ONE, Values.of(y), threshold, Values.of(v), Values.of(product));
        assertThat(product).containsExactly(expected);

        TOP.vjpFromProjection(ONE, Values.of(x), Values.of(v), Values.of(expected));
        assertThat(TOP.vjpFromProjection(x, v)).containsExactly(expected);
        TOP.vjpFromProjection(x, v, product);
        assertThat(product).containsExactly(expected);
        TOP.vjpFromProjection(ONE, x, v, product);
        assertThat(product).containsExactly(expected);
    }

    @Test
    void productsOfDoubles() {
        double[] x = new double[N];
        double[] threshold = {TOP.project(SCORES, x)};
        double[] expected = new double[N];
        TOP.vjp(ONE, Values.of(SCORES), threshold, Values.of(DIRECTION), Values.of(expected));
        double[] product = new double[N];
        assertThat(TOP.vjp(SCORES, threshold[0], DIRECTION)).containsExactly(expected);
        assertThat(TOP.jvp(SCORES, threshold[0], DIRECTION)).containsExactly(expected);
        TOP.vjp(SCORES, threshold[0], DIRECTION, product);
        assertThat(product).containsExactly(expected);
        TOP.jvp(SCORES, threshold[0], DIRECTION, product);
        assertThat(product).containsExactly(expected);
        TOP.vjp(ONE, SCORES, threshold, DIRECTION, product);
        assertThat(product).containsExactly(expected);
        TOP.jvp(ONE, SCORES, threshold, DIRECTION, product);
        assertThat(product).containsExactly(expected);

        TOP.vjpFromProjection(ONE, Values.of(x), Values.of(DIRECTION), Values.of(expected));
        assertThat(TOP.vjpFromProjection(x, DIRECTION)).containsExactly(expected);
        TOP.vjpFromProjection(x, DIRECTION, product);
        assertThat(product).containsExactly(expected);
        TOP.vjpFromProjection(ONE, x, DIRECTION, product);
        assertThat(product).containsExactly(expected);
    }

    @Test
    void lossesOfFloatsAndDoubles() {
        Batch columns = Batch.columns(10, 5);
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.positives(), 0.9);
        Targets targets = Targets.classIds(CLASS_IDS);
        double[] expected = new double[N];
        double[] thresholds = new double[5];
        double value = loss.valueAndGradient(columns, Values.of(SCORES), targets, Values.of(expected), thresholds);
        double[] gradient = new double[N];
        double[] others = new double[5];
        assertThat(loss.valueAndGradient(columns, SCORES, CLASS_IDS, gradient)).isEqualTo(value);
        assertThat(gradient).containsExactly(expected);
        assertThat(loss.valueAndGradient(columns, SCORES, CLASS_IDS, gradient, others))
                .isEqualTo(value);
        assertThat(gradient).containsExactly(expected);
        assertThat(others).containsExactly(thresholds);
        assertThat(loss.valueAndGradient(columns, Values.of(SCORES), targets, Values.of(gradient)))
                .isEqualTo(value);
        assertThat(gradient).containsExactly(expected);
        assertThat(loss.value(columns, Values.of(SCORES), targets)).isEqualTo(value);
        assertThat(loss.value(columns, Values.of(SCORES), targets, others)).isEqualTo(value);
        assertThat(others).containsExactly(thresholds);

        float[] logits = floats(SCORES);
        float[] expectedFloats = new float[N];
        double ofFloats =
                loss.valueAndGradient(columns, Values.of(logits), targets, Values.of(expectedFloats), thresholds);
        float[] floatGradient = new float[N];
        assertThat(loss.valueAndGradient(columns, logits, CLASS_IDS, floatGradient))
                .isEqualTo(ofFloats);
        assertThat(floatGradient).containsExactly(expectedFloats);
        assertThat(loss.valueAndGradient(columns, logits, CLASS_IDS, floatGradient, others))
                .isEqualTo(ofFloats);
        assertThat(floatGradient).containsExactly(expectedFloats);
        assertThat(others).containsExactly(thresholds);
    }

    @EveryEngine
    void theGradientMayBeOfTheOtherType(EngineCase engine) {
        Batch columns = Batch.columns(10, 5);
        HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.positives(), 0.9).on(engine.backend());
        Targets targets = Targets.classIds(CLASS_IDS);
        Values logits = engine.values(SCORES);
        Values gradient = engine.values(new double[N]);
        Values other = logits.floats() == null ? Values.of(new float[N]) : Values.of(new double[N]);
        double value = loss.valueAndGradient(columns, logits, targets, gradient);
        assertThat(loss.valueAndGradient(columns, logits, targets, other)).isEqualTo(value);
        for (int i = 0; i < N; i++) {
            assertThat((float) other.get(i)).isEqualTo((float) gradient.get(i));
        }
    }
}
