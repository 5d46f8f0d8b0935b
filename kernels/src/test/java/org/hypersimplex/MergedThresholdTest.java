package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypersimplex.merging.Bracket;
import org.hypersimplex.merging.ScoreTally;
import org.hypersimplex.merging.ThresholdSearch;
import org.hypersimplex.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A threshold found by merging what parts counted is that of one array, whatever the scores and parts are. */
class MergedThresholdTest {
    private static final double[] TAUS = {1e-9, 0.05, 1, 300};
    private static final double INF = Double.POSITIVE_INFINITY;

    /** How many scores a search collects at most. */
    private static final int MOST_COLLECTED = 1 << 16;

    private static final double UNIT = Math.ulp(2.0);

    /** Deals scores to parts of uneven length, the second of which is empty. */
    private static double[][] deal(double[] scores, int parts) {
        if (parts == 1) {
            return new double[][] {scores};
        }
        int[] ends = new SplittableRandom(parts)
                .ints(parts - 1, 0, scores.length + 1)
                .sorted()
                .toArray();
        ends[1 % ends.length] = ends[0];
        Arrays.sort(ends);
        double[][] dealt = new double[parts][];
        for (int p = 0; p < parts; p++) {
            dealt[p] = Arrays.copyOfRange(scores, p == 0 ? 0 : ends[p - 1], p == parts - 1 ? scores.length : ends[p]);
        }
        return dealt;
    }

    private static ScoreTally tally(Bracket bracket, double[][] parts) {
        ScoreTally total = bracket.tally(0);
        // From the last to the first: merging must not depend on the order.
        for (int p = parts.length - 1; p >= 0; p--) {
            ScoreTally tally = bracket.tally(p);
            for (double score : parts[p]) {
                tally.add(score);
            }
            total.merge(tally);
        }
        return total;
    }

    private static ThresholdSearch run(ThresholdSearch search, double[][] parts) {
        while (!search.isDone()) {
            search.take(tally(search.bracket(), parts));
        }
        return search;
    }

    /** Checks x, which the threshold is for, against that of an array, and how many passes it took. */
    private static ThresholdSearch check(String what, double[] scores, int parts, double k, double tau) {
        ThresholdSearch search = run(ThresholdSearch.of(k, tau), deal(scores, parts));
        assertThat(search.passes()).as(what).isBetween(1, ThresholdSearch.MOST_PASSES);
        ExactProjection exact = ExactProjection.of(scores, k, tau);
        double off = Math.abs(search.threshold() - exact.threshold());
        // The middle of a gap is only as accurate as its ends.
        double allowed = 1e-13 * tau + 2 * Math.ulp(exact.isVertex() ? Scores.largest(scores) : exact.threshold());
        if (!(off <= allowed)) {
            throw new AssertionError(
                    what + ": threshold " + search.threshold() + " for " + exact.threshold() + ", off by " + off);
        }
        return search;
    }

    @ParameterizedTest
    @EnumSource
    void thresholdsAreThoseOfExactArithmeticForAllKindsOfScores(Scores kind) {
        for (int n : new int[] {1, 2, 3, 17, 500, 3000}) {
            double[] scores = kind.of(n, 7L * n);
            for (double tau : TAUS) {
                for (double share : new double[] {0, 0.01, 0.3, 0.5, 0.99, 1}) {
                    for (double k : new double[] {share * n, Math.rint(share * n)}) {
                        for (int parts : n < 10 ? new int[] {3} : new int[] {1, 2, 7}) {
                            check(
                                    kind + " n=" + n + " tau=" + tau + " k=" + k + " parts=" + parts,
                                    scores,
                                    parts,
                                    k,
                                    tau);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.003, 0.5, 0.9})
    void manyScoresTakeSeveralPassesAndEndAtTheKernelsThreshold(double share) {
        double[] scores = Scores.NORMAL.of(1_000_000, 3);
        double k = Math.rint(share * scores.length);
        double[] x = new double[scores.length];
        for (double tau : new double[] {1e-6, 0.05, 10}) {
            double expected = SoftBinaryArgmax.of(k, tau).project(scores, x);
            ThresholdSearch search = run(ThresholdSearch.of(k, tau), deal(scores, 8));
            assertThat(search.threshold()).isCloseTo(expected, within(1e-12 * Math.max(1, tau)));
            assertThat(search.passes()).isLessThan(ThresholdSearch.MOST_PASSES);
        }
    }

    /** More than can be collected, all within one bin of the first three passes. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-13, 1e-9, 0.05})
    void neighbouringNumbersNextToAFarOneTakeFourPasses(double tau) {
        int n = 300_000;
        double[] scores = new double[n];
        SplittableRandom random = new SplittableRandom(5);
        Arrays.setAll(scores, i -> 1 + random.nextInt(1 << 12) * Math.ulp(1.0));
        scores[0] = 1e300;
        scores[n - 1] = -1e300;
        for (double k : new double[] {1.5, n / 3.0, n / 2.0 + 0.25, n - 1.5}) {
            ThresholdSearch search = check("tau=" + tau + " k=" + k, scores, 7, k, tau);
            assertThat(search.passes()).isLessThanOrEqualTo(ThresholdSearch.MOST_PASSES);
        }
        // With a larger tau no score becomes active or saturated near the threshold, and fewer passes do.
        if (tau < 1e-10) {
            assertThat(run(ThresholdSearch.of(n / 2.0, tau), deal(scores, 2)).passes())
                    .isEqualTo(4);
        }
    }

    /** Ties at 2 and a bit more, which are the lower end of a bin or inside it, in units in the last place. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void manyTiesOnBothSidesOfAGapGiveItsMiddle(int more) {
        int n = 400_000;
        double[] scores = new double[n];
        double base = 2 + UNIT * more;
        Arrays.setAll(scores, i -> i % 4 == 0 ? base + UNIT * 1000 : base);
        double tau = UNIT * 100;
        ThresholdSearch search = check("a gap", scores, 7, n / 4.0, tau);
        assertThat(search.threshold()).isEqualTo(base + UNIT * 450);
        check("ties above", scores, 7, n / 5.0, tau);
        check("ties below", scores, 7, n / 3.0, tau);
    }

    /** Ties on the number that begins or ends a bin of the first pass, [1, 1.0625), where the threshold lies. */
    @Test
    void anyNumberOfTiesAtAnEndOfABracketIsCounted() {
        int ties = MOST_COLLECTED + 1;
        double[] few = IntStream.range(0, 100).mapToDouble(i -> 1 + i * 0x1p-12).toArray();
        double[] many =
                IntStream.range(0, ties).mapToDouble(i -> 1 + i * 0x1p-21).toArray();
        double tau = 0x1p-10;
        check("ties that reach 1 at the upper end", withTies(few, 1.0625 + tau, ties), 3, ties + 50.5, tau);
        check("one score that does, next to many", withTies(many, 1.0625 + tau, 1), 3, 1000.5, tau);
        check("ties that become active at the upper end", withTies(few, 1.0625, ties), 3, 3000, 1);
        double[] next = {1 + 0x1p-30, 1 + 0x1p-31};
        check("ties that reach 1 at the lower end", withTies(next, 1 + tau, ties), 3, ties * (1 - 0x1p-40), tau);
        check("ties that become active at the lower end", withTies(next, 1, ties), 3, 0x1p-20, tau);
    }

    private static double[] withTies(double[] scores, double tie, int ties) {
        double[] all = Arrays.copyOf(scores, scores.length + ties);
        Arrays.fill(all, scores.length, all.length, tie);
        return all;
    }

    @Test
    void aBinWithNoMoreThan65536ScoresIsTheLastToBeRead() {
        double[] scores = IntStream.range(0, MOST_COLLECTED)
                .mapToDouble(i -> 1 + i * 0x1p-21)
                .toArray();
        assertThat(check("just as many", scores, 1, 1000.5, 0x1p-45).passes()).isEqualTo(2);
        assertThat(check("just as many, in parts", scores, 7, 1000.5, 0x1p-45).passes())
                .isEqualTo(2);
        assertThat(check("one more", withTies(scores, 1.04, 1), 7, 1000.5, 0x1p-45)
                        .passes())
                .isEqualTo(3);
    }

    @Test
    void theNegativeZeroCountsAsZero() {
        double tau = 0x1p-1002;
        double[] scores = new double[MOST_COLLECTED + 2];
        Arrays.setAll(scores, i -> i % 2 == 0 ? -0.0 : 0.0);
        scores[1] = tau;
        check("a threshold right above the zeros", scores, 3, 1 - 0x1p-53, tau);
    }

    @Test
    void theLargestNumbersHaveThresholdsToo() {
        double max = Double.MAX_VALUE;
        check("half of the largest", new double[] {max, 0.99 * max, 0, -max}, 3, 0.5, 1e302);
    }

    @Test
    void aThresholdBelowAllNumbersIsRefusedWithWhatItIsOf() {
        double max = Double.MAX_VALUE;
        assertThatThrownBy(() -> run(ThresholdSearch.of(0.2, 1e302), deal(new double[] {-max, -max, -max}, 2)))
                .isInstanceOf(InputException.class)
                .hasMessage("the threshold is below -1.7976931348623157E308: scores reach -1.7976931348623157E308, "
                        + "tau is 1.0E302");
    }

    @Test
    void infiniteScoresAreLeftOutWithTheirMass() {
        double[] scores = Scores.NORMAL.of(2000, 1);
        for (int i = 0; i < scores.length; i += 10) {
            scores[i] = i % 20 == 0 ? INF : -INF;
        }
        for (double k : new double[] {100, 100.5, 700, 1899, 1900}) {
            check("k=" + k, scores, 7, k, 0.3);
        }
        assertThat(run(ThresholdSearch.of(2, 1), new double[][] {{INF, INF, -INF}, {}})
                        .threshold())
                .isZero();
        for (double k : new double[] {99, 1901}) {
            assertThatThrownBy(() -> run(ThresholdSearch.of(k, 0.3), deal(scores, 3)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(
                            "k = " + k + " can't be met, 100 scores are +Infinity and 1900 are not -Infinity");
        }
    }

    @Test
    void aNanIsRefusedWithThePartAndEntryWhereItStands() {
        double[][] parts = {{1, 2}, {}, {3, 4, Double.NaN, Double.NaN}, {Double.NaN}};
        assertThatThrownBy(() -> run(ThresholdSearch.of(1, 1), parts))
                .isInstanceOf(InputException.class)
                .hasMessage("entry 2: score is NaN, in part 2");
    }

    @Test
    void entriesThatAreSkippedCountForThePlacesOfOthersOnly() {
        ThresholdSearch search = ThresholdSearch.of(1, 1);
        ScoreTally tally = search.bracket().tally(4);
        tally.skip();
        tally.add(1);
        tally.skip();
        tally.skip();
        ScoreTally faulty = search.bracket().tally(4).merge(tally);
        tally.add(Double.NaN);
        assertThatThrownBy(() -> search.take(tally)).hasMessage("entry 4: score is NaN, in part 4");
        search.take(faulty);
        assertThat(search.entries()).isEqualTo(1);
    }

    @Test
    void badSettingsAreRefusedWithTheirValue() {
        assertThatThrownBy(() -> ThresholdSearch.of(-1, 1)).hasMessageContaining("k must be finite");
        assertThatThrownBy(() -> ThresholdSearch.of(1, 0))
                .hasMessageContaining("tau must be positive and finite, was 0");
        assertThatThrownBy(() -> ThresholdSearch.ofShare(1.5, 1)).hasMessage("share must be in [0, 1], was 1.5");
        assertThatThrownBy(() -> run(ThresholdSearch.of(4, 1), new double[][] {{1, 2}, {3}}))
                .hasMessage("k must be in [0, 3], was 4.0");
    }

    @Test
    void aShareIsThatShareOfAllScores() {
        double[] scores = Scores.NORMAL.of(999, 1);
        scores[5] = -INF;
        ThresholdSearch search = run(ThresholdSearch.ofShare(0.25, 0.1), deal(scores, 4));
        assertThat(search.k()).isEqualTo(0.25 * 999);
        assertThat(search.entries()).isEqualTo(999);
        assertThat(search.threshold())
                .isEqualTo(run(ThresholdSearch.of(0.25 * 999, 0.1), deal(scores, 2))
                        .threshold());
    }

    @Test
    void scoresThatChangeBetweenPassesAreNoticed() {
        double[] first = Scores.NORMAL.of(200_000, 1);
        double[] second = Scores.NORMAL.of(200_000, 2);
        Arrays.setAll(second, i -> second[i] + 3);
        ThresholdSearch search = ThresholdSearch.of(1000, 0.1);
        search.take(tally(search.bracket(), deal(first, 2)));
        assertThatThrownBy(() -> search.take(tally(search.bracket(), deal(Scores.NORMAL.of(10, 1), 2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("200000 scores, then 10");
        assertThatThrownBy(() -> search.take(tally(search.bracket(), deal(second, 2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the scores changed between two passes");
    }

    /** A search after a first pass, which must find [1, 1.0625). */
    private static ThresholdSearch begun(double k, double tau, double tie, int ties) {
        ThresholdSearch search = ThresholdSearch.of(k, tau);
        search.take(tally(search.bracket(), new double[][] {withTies(new double[0], tie, ties)}));
        assertThat(search.bracket().toString()).contains("[1.0, 1.0625)");
        return search;
    }

    /** With few scores the second pass is the last, with many it is one of several. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 70_000})
    void scoresThatDifferByRoundingBetweenPassesAreTaken(int n) {
        double tau = 0x1p-10;
        // The threshold is k τ / n below the ties: first inside the bracket by 1e-13, then outside of it by 2e-13.
        for (int side : new int[] {1, -1}) {
            double end = side > 0 ? 1 : 1.0625;
            double tie = end + tau / 2;
            ThresholdSearch search = begun(n / 2.0 - side * 1e-13 * n / tau, tau, tie, n);
            search.take(tally(search.bracket(), new double[][] {withTies(new double[0], tie - side * 3e-13, n)}));
            assertThat(search.isDone()).isTrue();
            assertThat(search.threshold()).isCloseTo(end, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 70_000})
    void scoresThatDifferByMoreThanRoundingAreNoticed(int n) {
        double tau = 0x1p-10;
        for (int side : new int[] {1, -1}) {
            double tie = (side > 0 ? 1 : 1.0625) + tau / 2;
            ThresholdSearch search = begun(n / 2.0 - side * 1e-13 * n / tau, tau, tie, n);
            ScoreTally second =
                    tally(search.bracket(), new double[][] {withTies(new double[0], tie - side * 1e-10, n)});
            assertThatThrownBy(() -> search.take(second)).hasMessageContaining("the threshold left");
        }
    }

    @Test
    void scoresThatAllLeaveTheirBracketAreNoticed() {
        int n = MOST_COLLECTED + 2;
        ThresholdSearch search = begun(n / 2.0, 0x1p-10, 1.03, n);
        ScoreTally second = tally(search.bracket(), new double[][] {withTies(new double[n / 2], 3, n / 2)});
        assertThatThrownBy(() -> search.take(second)).hasMessageContaining("the threshold left");
    }

    /** Where the lower side of a gap was inside of the bracket, it is at its end, or far below. */
    @ParameterizedTest
    @ValueSource(doubles = {2, 0})
    void scoresThatChangeBeforeTheLastPassAreNoticed(double changed) {
        int n = 2 * (MOST_COLLECTED + 1);
        double upper = 2 + UNIT * 1005;
        double[] scores = withTies(withTies(new double[0], 2 + UNIT * 5, n / 2), upper, n / 2);
        ThresholdSearch search = ThresholdSearch.of(n / 2.0, UNIT * 100);
        while (search.passes() < ThresholdSearch.MOST_PASSES - 1) {
            search.take(tally(search.bracket(), new double[][] {scores}));
        }
        Arrays.fill(scores, 0, n / 2, changed);
        ScoreTally last = tally(search.bracket(), new double[][] {scores});
        assertThatThrownBy(() -> search.take(last)).hasMessageContaining("the threshold left");
    }

    @Test
    void aTallyOfAnotherPassIsRefused() {
        ThresholdSearch search = ThresholdSearch.of(1000, 0.1);
        ScoreTally first = tally(search.bracket(), deal(Scores.NORMAL.of(10_000, 1), 2));
        search.take(first);
        assertThatThrownBy(() -> search.take(first))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("a tally of BINS of .*, tau 0.1 for OPEN of .*, tau 0.1");
        assertThatThrownBy(() -> search.bracket().tally(0).merge(first)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(search::threshold).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(search::k).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(search::entries).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void searchesBracketsAndTalliesCanBeSent() throws Exception {
        double[][] parts = deal(Scores.NORMAL.of(300_000, 1), 3);
        ThresholdSearch sent = ThresholdSearch.of(1e5, 0.1);
        while (!sent.isDone()) {
            sent = Copy.of(sent);
            sent.take(Copy.of(tally(Copy.of(sent.bracket()), parts)));
        }
        assertThat(sent.threshold())
                .isEqualTo(run(ThresholdSearch.of(1e5, 0.1), parts).threshold());
    }
}
