package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.hypersimplex.problem.InputException;
import org.junit.jupiter.api.Test;

/** The result of one vector: its parts say the same as the operator's own methods, and stay as they are. */
class ProjectionTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @EveryEngine
    void holdsWhatTheOperatorGives(EngineCase engine) {
        float[] scores = {3, 1, 2.6f, 2.2f};
        float[] upstream = {1, 2, 3, 4};
        SoftBinaryArgmax top = engine.top(2, 1);
        float[] x = new float[4];
        double threshold = top.project(scores, x);
        Projection projection = top.solve(scores);
        assertThat(projection.size()).isEqualTo(4);
        assertThat(projection.threshold()).isEqualTo(threshold);
        assertThat(projection.toFloats()).containsExactly(x);
        assertThat(projection.x(2)).isEqualTo(x[2]);
        assertThat(projection.active()).containsExactly(SoftBinaryArgmax.activeSet(x));
        assertThat(projection.vjp(upstream)).containsExactly(top.vjp(scores, threshold, upstream));

        double[] same = {3, 1, 2.6, 2.2};
        Projection doubles = top.solve(same);
        double[] gradient = {1, 2, 3, 4};
        assertThat(doubles.toDoubles()).containsExactly(top.project(same));
        assertThat(doubles.vjp(gradient)).containsExactly(top.vjp(same, doubles.threshold(), gradient));
    }

    @Test
    void ofEqualScoresThoseWithLowerIndicesAreSelectedAsByBinaryArgmax() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            int n = 1 + random.nextInt(40);
            int k = random.nextInt(n + 1);
            double[] scores = random.doubles(n).map(v -> Math.rint(5 * v) / 5).toArray();
            int[] selected = SoftBinaryArgmax.of(k, 0.3).solve(scores).selected();
            double[] marks = BinaryArgmax.of(k).mark(scores);
            int[] inOrder = IntStream.range(0, n)
                    .filter(i -> marks[i] == 1)
                    .boxed()
                    .sorted((a, b) -> scores[a] == scores[b] ? a - b : Double.compare(scores[b], scores[a]))
                    .mapToInt(i -> i)
                    .toArray();
            assertThat(selected).containsExactly(inOrder);
        }
    }

    @Test
    void zerosOfEitherSignTie() {
        assertThat(SoftBinaryArgmax.of(2, 1)
                        .solve(new float[] {-0f, 0f, -0f, -1})
                        .selected())
                .containsExactly(0, 1);
    }

    @Test
    void aMassThatIsNotWholeSelectsItsWholePart() {
        double[] scores = {1, 2, 3, 4};
        assertThat(SoftBinaryArgmax.of(2.9, 1).solve(scores).selected()).containsExactly(3, 2);
        assertThat(SoftBinaryArgmax.of(0.9, 1).solve(scores).selected()).isEmpty();
    }

    @Test
    void anInequalitySelectsNothingThatGetsNothing() {
        double[] scores = {-1, 0.5, -2, 3, 0};
        assertThat(SoftBinaryArgmax.atMost(4, 1).solve(scores).selected()).containsExactly(3, 1);
        assertThat(SoftBinaryArgmax.atMost(40, 1).solve(scores).selected()).containsExactly(3, 1);
        assertThat(SoftBinaryArgmax.atMost(1, 1).solve(scores).selected()).containsExactly(3);
    }

    @Test
    void aNewScoreGetsWhatAnEqualOneGot() {
        double[] scores = {3, 1, 2.6, 2.2, -INF, INF};
        Projection projection = SoftBinaryArgmax.of(3, 1).solve(scores);
        for (int i = 0; i < scores.length; i++) {
            assertThat(projection.xOf(scores[i])).isCloseTo(projection.x(i), Offset.offset(1e-14));
        }
        assertThat(projection.xOf(2.4)).isCloseTo(0.5, Offset.offset(1e-14));
        assertThatThrownBy(() -> projection.xOf(Double.NaN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void staysAsItIsWhateverBecomesOfTheArrays() {
        double[] scores = {3, 1, 2.6, 2.2};
        Projection projection = SoftBinaryArgmax.of(2, 1).solve(scores);
        double[] x = projection.toDoubles();
        int[] selected = projection.selected();
        double[] gradient = projection.vjp(new double[] {1, 2, 3, 4});
        Arrays.fill(scores, 0);
        Arrays.fill(projection.toDoubles(), 0);
        assertThat(projection.toDoubles()).containsExactly(x);
        assertThat(projection.selected()).containsExactly(selected);
        assertThat(projection.vjp(new double[] {1, 2, 3, 4})).containsExactly(gradient);
        assertThat(projection).asString().contains("n 4", "2 active");
    }

    @Test
    void aGradientOfTheOtherTypeIsRefused() {
        Projection projection = SoftBinaryArgmax.of(1, 1).solve(new float[] {1, 2});
        assertThatThrownBy(() -> projection.vjp(new double[] {1, 2}))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("DOUBLE", "FLOAT");
    }
}
