package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KPolicyTest {
    @Test
    void policiesGiveTheMassTheyPromise() {
        assertThat(KPolicy.positives().k(0, 10, 3)).isEqualTo(3);
        assertThat(KPolicy.positives().k(0, 10, 3.25)).isEqualTo(3.25);
        assertThat(KPolicy.half().k(0, 11, 3)).isEqualTo(5);
        assertThat(KPolicy.fraction(0.25).k(2, 11, 3)).isEqualTo(2);
        assertThat(KPolicy.fraction(1).k(2, 11, 3)).isEqualTo(11);
        assertThat(KPolicy.fixed(2.5).k(7, 11, 3)).isEqualTo(2.5);
        assertThat(KPolicy.fixed(2, 4).k(1, 11, 3)).isEqualTo(4);
        assertThat(KPolicy.prior(0.25).k(7, 11, 3)).isEqualTo(2.75);
        assertThat(KPolicy.prior(0.25, 0.5).k(1, 11, 3)).isEqualTo(5.5);
    }

    @Test
    void massIsCutToWhatThereIs() {
        List<KPolicy> all = List.of(
                KPolicy.positives(),
                KPolicy.half(),
                KPolicy.fraction(1),
                KPolicy.fixed(1e9),
                KPolicy.prior(Math.nextDown(1.0)),
                KPolicy.prior(1));
        for (KPolicy policy : all) {
            for (long n : new long[] {0, 1, 3, 1_000_003, 5_000_000_000L}) {
                for (double positives : new double[] {-1e-9, 0, n / 2.0, n + 1e-6}) {
                    assertThat(policy.k(0, n, positives))
                            .as("%s n=%d", policy, n)
                            .isBetween(0.0, (double) n);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void sharesAreInZeroToOne(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KPolicy.fraction(share))
                .withMessageContainingAll("fraction", "" + share);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KPolicy.prior(0.5, share))
                .withMessageContainingAll("prior", "number 1", "" + share);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputException.requireShare(share))
                .withMessageContainingAll("share", "" + share);
    }

    @Test
    void theEndsOfTheRangeAreShares() {
        assertThat(InputException.requireShare(0)).isZero();
        assertThat(InputException.requireShare(1)).isOne();
        assertThat(KPolicy.fraction(1)).isNotEqualTo(KPolicy.fraction(0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void fixedMassesAreFiniteAndNotNegative(double k) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KPolicy.fixed(1, k))
                .withMessageContainingAll("fixed", "number 1", "" + k);
    }

    @Test
    void thereIsANumberForEveryProblem() {
        KPolicy.fixed(1).requireFits(9);
        KPolicy.prior(0.1, 0.2).requireFits(2);
        KPolicy.positives().requireFits(9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KPolicy.fixed(1, 2).requireFits(3))
                .withMessageContainingAll("2 numbers", "3 problems");
        assertThatIllegalArgumentException().isThrownBy(KPolicy::fixed).withMessageContaining("fixed");
        assertThatIllegalArgumentException().isThrownBy(KPolicy::prior).withMessageContaining("prior");
    }

    @Test
    void equalPoliciesAreEqual() {
        assertThat(KPolicy.fixed(1, 2)).isEqualTo(KPolicy.fixed(1, 2)).hasSameHashCodeAs(KPolicy.fixed(1, 2));
        assertThat(KPolicy.fixed(1)).isNotEqualTo(KPolicy.prior(1)).isNotEqualTo(KPolicy.fixed(0.5));
        assertThat(KPolicy.half()).isEqualTo(KPolicy.fraction(0.5));
        assertThat(KPolicy.positives()).isEqualTo(KPolicy.positives());
        assertThat(KPolicy.prior(0.5, 1)).hasToString("prior [0.5, 1.0]");
    }

    @Test
    void theCallersNumbersAreCopied() {
        double[] k = {1, 2};
        KPolicy policy = KPolicy.fixed(k);
        k[0] = 9;
        assertThat(policy).isEqualTo(KPolicy.fixed(1, 2));
        ((KPolicy.Fixed) policy).values()[0] = 9;
        assertThat(policy).isEqualTo(KPolicy.fixed(1, 2));
    }

    @Test
    void policiesThatDifferHaveHashCodesThatDiffer() {
        assertThat(Stream.of(KPolicy.fixed(1), KPolicy.fixed(2), KPolicy.prior(1), KPolicy.prior(1, 1))
                        .map(Object::hashCode))
                .doesNotHaveDuplicates();
    }

    @Test
    void textNamesThePolicyAndItsNumbers() {
        assertThat(Stream.of(
                                KPolicy.positives(),
                                KPolicy.half(),
                                KPolicy.fraction(0.25),
                                KPolicy.fixed(3),
                                KPolicy.prior(0.5, 1))
                        .map(KPolicy::toString))
                .containsExactly("positives", "half", "fraction 0.25", "fixed [3.0]", "prior [0.5, 1.0]");
    }
}
