package org.hypersimplex.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreScaleTest {
    private static List<ScoreScale> scales(TrainingRows rows, KPolicy policy, double... scores) {
        return BoostingObjective.of(rows, policy, GradientScale.probability()).scoreScales(Values.of(scores));
    }

    @Test
    void asManyRowsOfEveryGroupArePositiveAsHaveTheLabelAndProbabilitiesAddUpToThem() {
        Sample sample = Sample.draw(23, 300, 500);
        List<ScoreScale> scales = scales(sample.rows(), KPolicy.positives(), sample.scores());
        double[] positives = sample.rows().positives();
        int start = 0;
        for (int g = 0; g < 2; g++) {
            ScoreScale scale = scales.get(g);
            double[] scores = Arrays.copyOfRange(sample.scores(), start, start + sample.groups()[g]);
            assertThat(Arrays.stream(scores).filter(scale::isPositive).count()).isEqualTo((long) positives[g]);
            assertThat(Arrays.stream(scores).map(scale::probability).sum()).isCloseTo(positives[g], within(1e-9));
            start += scores.length;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 4", "4, 4"})
    void rowsThatTieAtTheDecisionFallOnTheSideThatComesClosestToTheCount(int k, int expected) {
        double[] scores = {-1, 5, 2, 2, 2, 0};
        ScoreScale scale =
                scales(TrainingRows.of(new float[6]), KPolicy.fixed(k), scores).getFirst();
        assertThat(Arrays.stream(scores).filter(scale::isPositive).count()).isEqualTo(expected);
    }

    @Test
    void betweenTwoScoresTheDecisionIsTheirMiddle() {
        ScoreScale scale = scales(TrainingRows.of(new float[4]), KPolicy.fixed(2), 1, 4, 9, 2)
                .getFirst();
        assertThat(scale.decision()).isCloseTo(3, within(1e-6));
    }

    @Test
    void readingTheScoresLeavesTheRoundsAsTheyAre() {
        Sample sample = Sample.draw(29, 200);
        BoostingObjective objective =
                BoostingObjective.of(sample.rows(), KPolicy.positives(), GradientScale.probability());
        double[] gradient = new double[200];
        objective.gradient(Values.of(sample.scores()), Values.of(gradient));
        double[] before = objective.thresholds();
        objective.scoreScales(Values.of(new double[200]));
        assertThat(objective.thresholds()).containsExactly(before);
    }

    @Test
    void rowsOfWeightZeroDoNotEnterTheScalesWhateverTheirScores() {
        Sample sample = Sample.draw(37, 60, 90);
        TrainingRows rows = sample.weightedRows();
        int[] kept =
                IntStream.range(0, 150).filter(i -> sample.weights()[i] != 0).toArray();
        int first = (int) IntStream.of(kept).filter(i -> i < 60).count();
        double[] scores = sample.scores();
        List<ScoreScale> expected = scales(
                TrainingRows.of(Values.of(pick(sample.labels(), kept))).withGroups(first, kept.length - first),
                KPolicy.positives(),
                pick(scores, kept));
        for (int i = 0; i < 150; i++) {
            if (sample.weights()[i] == 0) {
                scores[i] = i % 2 == 0 ? Double.NaN : 1e9;
            }
        }
        List<ScoreScale> scales = scales(rows, KPolicy.positives(), scores);
        for (int g = 0; g < 2; g++) {
            assertThat(scales.get(g).threshold()).isCloseTo(expected.get(g).threshold(), within(1e-12));
            assertThat(scales.get(g).decision()).isCloseTo(expected.get(g).decision(), within(1e-12));
        }
    }

    private static double[] pick(double[] from, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> from[i]).toArray();
    }

    @Test
    void theProbabilityIsTheDistanceFromTheThresholdInTemperatures() {
        ScoreScale scale = new ScoreScale(1, 4, 2);
        assertThat(DoubleStream.of(-8, 1, 2, 4, 5, 60).map(scale::probability))
                .containsExactly(0.0, 0.0, 0.25, 0.75, 1.0, 1.0);
    }

    @Test
    void aScoreAtTheDecisionItselfIsNegative() {
        ScoreScale scale = new ScoreScale(1, 4, 2);
        assertThat(scale.isPositive(2)).isFalse();
        assertThat(scale.isPositive(Math.nextUp(2.0))).isTrue();
    }

    @Test
    void textKeepsEveryBit() {
        List<ScoreScale> scales =
                List.of(new ScoreScale(-0.1, 1, 1.0 / 3), new ScoreScale(1e-300, Double.MIN_VALUE, -Double.MAX_VALUE));
        assertThat(ScoreScale.parse(ScoreScale.text(scales))).isEqualTo(scales);
        assertThat(ScoreScale.text(scales.subList(0, 1))).isEqualTo("-0.1 1.0 0.3333333333333333");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2", "1 2 3 4", "1 0 3", "1 -1 3", "NaN 1 1", "1 1 Infinity", "one 1 1"})
    void textThatIsNoScaleIsRefusedByItsName(String bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreScale.parse("0.0 1.0 0.5; " + bad))
                .withMessage("a score scale must be threshold, temperature and decision, was '" + bad + "'");
    }
}
