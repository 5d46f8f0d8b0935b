package org.hypersimplex.experiments.statistics;

import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * A mean with its confidence interval, by Student's t.
 *
 * @param mean of the values
 * @param halfWidth of the interval around it that holds the true mean with probability {@link PairedDifference#LEVEL};
 *     0 for a single value, whose spread isn't known
 */
public record MeanInterval(double mean, double halfWidth) {
    /**
     * The mean of values.
     *
     * @param values at least one
     * @return mean and interval
     * @throws IllegalArgumentException if there are none
     */
    public static MeanInterval of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        StreamingStatistics statistics = new StreamingStatistics();
        for (double value : values) {
            statistics.addValue(value);
        }
        double halfWidth = values.length == 1
                ? 0
                : PairedDifference.quantile(values.length - 1)
                        * statistics.getStandardDeviation()
                        / Math.sqrt(values.length);
        return new MeanInterval(statistics.getMean(), halfWidth);
    }
}
