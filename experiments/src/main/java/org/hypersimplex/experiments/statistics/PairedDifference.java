package org.hypersimplex.experiments.statistics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.hipparchus.stat.inference.TTest;

/**
 * The paired t-test, two-sided: whether two series differ in the mean, with each entry of the one paired with the same
 * entry of the other.
 *
 * @param pairs how many, at least 2
 * @param mean of the first less the second
 * @param t the statistic, infinite if all differences are the same and not 0, 0 if all are 0
 * @param p probability of a t at least as far from 0 if the means are equal
 * @param halfWidth of the interval around the mean that holds the true difference with probability {@link #LEVEL}
 */
public record PairedDifference(int pairs, double mean, double t, double p, double halfWidth) {
    /** Confidence of the intervals. */
    public static final double LEVEL = 0.9;

    /**
     * Compares two series.
     *
     * @param first in any unit
     * @param second as many, in the same unit
     * @return the first less the second
     * @throws IllegalArgumentException if the lengths differ or are below 2
     */
    public static PairedDifference of(double[] first, double[] second) {
        if (first.length != second.length || first.length < 2) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "two or more pairs are needed, was %d and %d", first.length, second.length));
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = first[i] - second[i];
        }
        MeanInterval interval = MeanInterval.of(differences);
        StreamingStatistics spread = new StreamingStatistics();
        for (double difference : differences) {
            spread.addValue(difference);
        }
        // The mean of equal numbers may differ from them by rounding, and their variance from 0.
        if (spread.getMax() == spread.getMin()) {
            double same = spread.getMax();
            double t = same == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, same);
            return new PairedDifference(first.length, same, t, same == 0 ? 1 : 0, 0);
        }
        TTest test = new TTest();
        return new PairedDifference(
                first.length,
                interval.mean(),
                test.pairedT(first, second),
                test.pairedTTest(first, second),
                interval.halfWidth());
    }

    /**
     * Compares what two series have in common.
     *
     * @param <K> what tells the entries of a series apart
     * @param first numbers by key, in any unit
     * @param second numbers by key, in the same unit
     * @return the first less the second over the keys that both have; empty if they are fewer than two
     */
    public static <K> Optional<PairedDifference> ofShared(Map<K, Double> first, Map<K, Double> second) {
        List<K> shared = first.keySet().stream().filter(second::containsKey).toList();
        return shared.size() < 2 ? Optional.empty() : Optional.of(of(numbers(first, shared), numbers(second, shared)));
    }

    private static <K> double[] numbers(Map<K, Double> series, List<K> keys) {
        return keys.stream().map(series::get).mapToDouble(Double::doubleValue).toArray();
    }

    /** The quantile of Student's t such that a two-sided interval has the confidence {@link #LEVEL}. */
    static double quantile(int degreesOfFreedom) {
        return new TDistribution(degreesOfFreedom).inverseCumulativeProbability(1 - (1 - LEVEL) / 2);
    }
}
