package org.hypersimplex.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The targets and weights of single entries, which backends ask for where their loops met one that is out of range. */
class TargetsTest {
    private static final Batch SCORES = Batch.columns(2, 3);

    private static void assertRefused(ThrowingCallable call, int problem, long entry, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(call)
                .withMessageEndingWith(message)
                .satisfies(e -> assertThat(e.problem()).isEqualTo(problem))
                .satisfies(e -> assertThat(e.entry()).isEqualTo(entry));
    }

    @Test
    void anEntryHasTargetOneInTheProblemOfItsClassAlone() {
        Targets ids = Targets.classIds(new int[] {2, 0});
        assertThat(ids.target(SCORES, 2, 0)).isEqualTo(1);
        assertThat(ids.target(SCORES, 0, 0)).isZero();
        assertThat(ids.target(SCORES, 0, 1)).isEqualTo(1);
    }

    @Test
    void aClassThatThereIsNotIsRefusedWithItsEntry() {
        assertRefused(
                () -> Targets.classIds(new int[] {2, 3}).target(SCORES, 1, 1),
                InputException.NONE,
                1,
                "class id must be in [0, 2], was 3");
        assertRefused(
                () -> Targets.classIds(new int[] {-1, 0}).target(SCORES, 1, 0),
                InputException.NONE,
                0,
                "class id must be in [0, 2], was -1");
    }

    @Test
    void aTargetIsTheNumberAtItsPlaceFromZeroToOne() {
        Targets targets = Targets.matrix(Values.of(new double[] {0, 1, 0.25, -0.5, 1.5, Double.NaN}));
        assertThat(targets.target(SCORES, 0, 0)).isZero();
        assertThat(targets.target(SCORES, 1, 0)).isEqualTo(1);
        assertThat(targets.target(SCORES, 2, 0)).isEqualTo(0.25);
        assertRefused(() -> targets.target(SCORES, 0, 1), 0, 1, "target must be in [0, 1], was -0.5");
        assertRefused(() -> targets.target(SCORES, 1, 1), 1, 1, "target must be in [0, 1], was 1.5");
        assertRefused(() -> targets.target(SCORES, 2, 1), 2, 1, "target must be in [0, 1], was NaN");
    }

    @Test
    void aWeightIsFiniteAndNotNegative() {
        Targets targets = Targets.classIds(new int[] {2, 0})
                .withWeights(
                        Values.of(new double[] {0, 3, Double.MAX_VALUE, -1, Double.POSITIVE_INFINITY, Double.NaN}),
                        SCORES);
        assertThat(targets.weight(SCORES, 0, 0)).isZero();
        assertThat(targets.weight(SCORES, 1, 0)).isEqualTo(3);
        assertThat(targets.weight(SCORES, 2, 0)).isEqualTo(Double.MAX_VALUE);
        assertRefused(() -> targets.weight(SCORES, 0, 1), 0, 1, "weight must be finite and at least 0, was -1.0");
        assertRefused(() -> targets.weight(SCORES, 1, 1), 1, 1, "weight must be finite and at least 0, was Infinity");
        assertRefused(() -> targets.weight(SCORES, 2, 1), 2, 1, "weight must be finite and at least 0, was NaN");
    }
}
