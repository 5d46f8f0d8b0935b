package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hypersimplex.merging.BestScores;
import org.hypersimplex.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scores that are kept give the threshold of all. */
class BestScoresTest {
    private static BestScores collect(BestScores empty, double[] scores, int part) {
        for (int i = 0; i < scores.length; i++) {
            empty.add(scores[i], part, i);
        }
        return empty;
    }

    /** Two parts, merged with an empty one. */
    private static BestScores merged(double[] scores, double k, double tau) {
        int half = scores.length / 3;
        return BestScores.of(k, tau)
                .merge(collect(BestScores.of(k, tau), Arrays.copyOf(scores, half), 0))
                .merge(collect(BestScores.of(k, tau), Arrays.copyOfRange(scores, half, scores.length), 1));
    }

    @ParameterizedTest
    @EnumSource
    void theThresholdGivesTheProjectionOfAllScores(Scores kind) {
        for (int n : new int[] {1, 2, 17, 300, 5000}) {
            double[] scores = kind.of(n, n);
            for (double tau : new double[] {1e-9, 0.05, 1, 300}) {
                for (double k : new double[] {0, 0.5, 1, 10, 10.5, Math.floor(n / 3.0), n}) {
                    String what = kind + " n=" + n + " tau=" + tau + " k=" + k;
                    double threshold = merged(scores, k, tau).threshold();
                    double[] x = new double[n];
                    Arrays.setAll(x, i -> Math.min(1, Math.max(0, (scores[i] - threshold) / tau)));
                    double rounding = 1e-13 + 2 * Math.ulp(threshold) / tau;
                    Close.check(
                            what,
                            x,
                            ExactProjection.of(scores, Math.min(k, n), tau).x(),
                            rounding);
                }
            }
        }
    }

    @Test
    void forASmallMassFewScoresAreKept() {
        double[] scores = Scores.NORMAL.of(100_000, 1);
        BestScores best = merged(scores, 50, 0.05);
        assertThat(best.entries()).isEqualTo(100_000);
        assertThat(best.size()).isLessThan(1000);
        assertThat(merged(scores, 500, 0.05).size()).isLessThan(4000);
    }

    @Test
    void atATemperatureBelowTheLeastUsableOneAllScoresThatMatterAreKept() {
        double[] scores = new double[1000];
        Arrays.setAll(scores, i -> (scores.length - i) * 0x1p-1010);
        for (double tau : new double[] {Double.MIN_VALUE, 1e-305}) {
            assertThat(merged(scores, 3.5, tau).threshold())
                    .isEqualTo(
                            SoftBinaryArgmax.of(3.5, tau).project(scores, new double[scores.length]), within(1e-310));
        }
    }

    @Test
    void aCollectionCanBeSentAndGoOn() throws Exception {
        double[] scores = Scores.NORMAL.of(5000, 1);
        BestScores sent = BestScores.of(10, 0.05);
        for (int from = 0; from < scores.length; from += 1000) {
            collect(sent, Arrays.copyOfRange(scores, from, from + 1000), from / 1000);
            sent = Copy.of(sent);
        }
        assertThat(sent.entries()).isEqualTo(scores.length);
        assertThat(sent.threshold()).isEqualTo(SoftBinaryArgmax.of(10, 0.05).project(scores, new double[5000]));
    }

    @Test
    void onlyScoresThatMatterAreSent() throws Exception {
        double[] scores = Scores.ASCENDING.of(256, 1);
        BestScores best = collect(BestScores.of(1, 0.5), scores, 0);
        double second = Arrays.stream(scores).sorted().toArray()[254];
        long matter = Arrays.stream(scores).filter(y -> y > second - 0.5).count();
        assertThat(Copy.of(best).size()).isBetween((int) matter, (int) matter + 1);
    }

    @Test
    void aShareKeepsAllScores() {
        double[] scores = Scores.NORMAL.of(1000, 1);
        BestScores best = collect(BestScores.ofShare(0.1, 1), scores, 0);
        assertThat(best.size()).isEqualTo(1000);
        assertThat(best.k()).isEqualTo(100);
        assertThat(best.threshold()).isEqualTo(SoftBinaryArgmax.of(100, 1).project(scores, new double[1000]));
    }

    @Test
    void fewerScoresThanTheMassAreAllAtOne() {
        BestScores best = collect(BestScores.of(10, 0.5), new double[] {3, 1, 2}, 0);
        assertThat(best.k()).isEqualTo(3);
        assertThat(best.threshold()).isEqualTo(0.5);
    }

    @Test
    void badScoresAndSettingsAreRefusedWithTheirPlace() {
        BestScores first = collect(BestScores.of(2, 1), new double[] {3, 1, 2}, 4);
        double[] faulty = {3, 1, Double.NaN, 2, Double.NaN};
        BestScores second = collect(BestScores.of(2, 1), faulty, 3);
        assertThatThrownBy(first.merge(second)::threshold)
                .isInstanceOf(InputException.class)
                .hasMessage("entry 2: score is NaN, in part 3");
        assertThatThrownBy(BestScores.of(2, 1)
                        .merge(collect(BestScores.of(2, 1), faulty, 5))
                        .merge(second)
                        .merge(collect(BestScores.of(2, 1), faulty, 4))
                        .merge(collect(BestScores.of(2, 1), new double[] {1, 2}, 2))::threshold)
                .hasMessage("entry 2: score is NaN, in part 3");
        assertThatThrownBy(() -> first.merge(BestScores.of(3, 1)))
                .hasMessage("one problem was asked for k 2.0 at tau 1.0 and for k 3.0 at tau 1.0");
        assertThatThrownBy(() -> first.requireSame(2, 0.5)).isInstanceOf(InputException.class);
        assertThatThrownBy(BestScores.of(1, 1)::threshold).hasMessage("no scores");
        double masked = Double.NEGATIVE_INFINITY;
        assertThatThrownBy(collect(BestScores.of(2, 1), new double[] {masked, 1}, 0)::threshold)
                .hasMessageContaining("can't be met");
        assertThatThrownBy(merged(new double[] {masked, 1, masked}, 2, 1)::threshold)
                .hasMessageContaining("can't be met");
    }

    @Test
    void anErrorCountsTheScoresThatWereNotKept() {
        double[] scores = Scores.NORMAL.of(2000, 1);
        Arrays.fill(scores, 100, 103, Double.POSITIVE_INFINITY);
        Arrays.fill(scores, 500, 510, Double.NEGATIVE_INFINITY);
        Arrays.fill(scores, 1500, 1510, Double.NEGATIVE_INFINITY);
        BestScores best = merged(scores, 2, 0.5);
        assertThat(best.size()).isLessThan(1000);
        assertThatThrownBy(best::threshold)
                .isInstanceOf(InputException.class)
                .hasMessage("k = 2.0 can't be met, 3 scores are +Infinity and 1980 are not -Infinity");
    }
}
