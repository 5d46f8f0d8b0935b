package org.hypersimplex.experiments.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A paired test against a baseline, one of a family of tests that are looked at together.
 *
 * @param <S> what tells the tests of a family apart
 * @param subject what was compared with the baseline
 * @param difference from the baseline
 * @param holm the difference's p, by Holm's correction for all tests of the family
 */
public record PairedTest<S>(S subject, PairedDifference difference, double holm) {
    /**
     * Corrects the tests of a family.
     *
     * @param <S> what tells the tests apart
     * @param family differences from the baseline by their subject
     * @return a test for each, in the order of the map
     */
    public static <S> List<PairedTest<S>> family(Map<S, PairedDifference> family) {
        double[] adjusted = Holm.adjusted(
                family.values().stream().mapToDouble(PairedDifference::p).toArray());
        List<PairedTest<S>> tests = new ArrayList<>();
        family.forEach(
                (subject, difference) -> tests.add(new PairedTest<>(subject, difference, adjusted[tests.size()])));
        return tests;
    }

    /**
     * Whether there is a difference, for all that the family can tell.
     *
     * @return true if the corrected p is small enough for {@link PairedDifference#LEVEL}
     */
    public boolean isSignificant() {
        return holm < 1 - PairedDifference.LEVEL;
    }

    /**
     * Whether the subject is significantly above the baseline.
     *
     * @return true if so
     */
    public boolean isAhead() {
        return isSignificant() && difference.mean() > 0;
    }

    /**
     * Whether the subject is significantly below the baseline.
     *
     * @return true if so
     */
    public boolean isBehind() {
        return isSignificant() && difference.mean() < 0;
    }
}
