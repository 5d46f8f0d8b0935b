package org.hypersimplex.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    /** With three pairs Student's t has two degrees of freedom, and its distribution is elementary. */
    @Test
    void threePairsAgreeWithTheClosedForm() {
        PairedDifference difference = PairedDifference.of(new double[] {3, 5, 10}, new double[] {2, 3, 4});
        double mean = 3; // of 1, 2 and 6
        double deviation = Math.sqrt((4 + 1 + 9) / 2.0);
        double t = mean / (deviation / Math.sqrt(3));
        assertThat(difference.pairs()).isEqualTo(3);
        assertThat(difference.mean()).isCloseTo(mean, within(1e-15));
        assertThat(difference.t()).isCloseTo(t, within(1e-12));
        assertThat(difference.p()).isCloseTo(1 - t / Math.sqrt(2 + t * t), within(1e-12));
        double quantile = 0.9 * Math.sqrt(2 / (1 - 0.81)); // t with P(|T| < t) = .9
        assertThat(difference.halfWidth()).isCloseTo(quantile * deviation / Math.sqrt(3), within(1e-9));
    }

    @Test
    void exchangedSeriesChangeTheSignAlone() {
        double[] a = {0.1, 0.4, 0.2, 0.9};
        double[] b = {0.3, 0.1, 0.5, 0.2};
        PairedDifference one = PairedDifference.of(a, b);
        PairedDifference other = PairedDifference.of(b, a);
        assertThat(other.mean()).isEqualTo(-one.mean());
        assertThat(other.t()).isEqualTo(-one.t());
        assertThat(other.p()).isEqualTo(one.p());
    }

    @Test
    void equalDifferencesAreCertain() {
        assertThat(PairedDifference.of(new double[] {1, 2, 4}, new double[] {0.5, 1.5, 3.5}))
                .isEqualTo(new PairedDifference(3, 0.5, Double.POSITIVE_INFINITY, 0, 0));
        assertThat(PairedDifference.of(new double[] {1, 2}, new double[] {1, 2}))
                .isEqualTo(new PairedDifference(2, 0, 0, 1, 0));
    }

    @Test
    void seriesOfDifferentLengthsAreRefused() {
        assertThatThrownBy(() -> PairedDifference.of(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two or more pairs are needed, was 2 and 3");
        assertThatThrownBy(() -> PairedDifference.of(new double[1], new double[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
