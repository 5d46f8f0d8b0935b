package org.hypersimplex;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The projection without rounding errors, the oracle of the accuracy tests. It searches in 60 digits, and returns a
 * threshold only if the partition of the scores at this threshold, with exact sums, gives the same threshold back.
 * These are the KKT conditions, so the result doesn't depend on the search, here Newton's method in a bracket.
 */
final class ExactProjection {
    /** Digits beyond those in which the scores and the temperature differ. */
    private static final int DIGITS = 60;

    private static final int MAX_STEPS = 20_000;

    private final double[] scores;
    private final double tau;
    private final boolean vertex;
    private final double high;
    private final double low;

    private ExactProjection(double[] scores, double tau, boolean vertex, BigDecimal threshold) {
        this.scores = scores;
        this.tau = tau;
        this.vertex = vertex;
        this.high = threshold.doubleValue();
        this.low = threshold.subtract(new BigDecimal(high)).doubleValue();
    }

    static ExactProjection of(double[] scores, double k, double tau) {
        double[] sorted =
                Arrays.stream(scores).filter(Double::isFinite).sorted().toArray();
        reverse(sorted);
        long forced =
                Arrays.stream(scores).filter(y -> y == Double.POSITIVE_INFINITY).count();
        BigDecimal mass = new BigDecimal(k).subtract(BigDecimal.valueOf(forced));
        BigDecimal temperature = new BigDecimal(tau);
        int n = sorted.length;
        if (n == 0) {
            return new ExactProjection(scores, tau, true, BigDecimal.ZERO);
        }
        if (mass.signum() == 0) {
            return new ExactProjection(scores, tau, true, new BigDecimal(sorted[0]));
        }
        if (mass.compareTo(BigDecimal.valueOf(n)) == 0) {
            return new ExactProjection(scores, tau, true, new BigDecimal(sorted[n - 1]).subtract(temperature));
        }
        if (mass.stripTrailingZeros().scale() <= 0) {
            BigDecimal most = new BigDecimal(sorted[mass.intValueExact() - 1]).subtract(temperature);
            BigDecimal least = new BigDecimal(sorted[mass.intValueExact()]);
            if (most.compareTo(least) >= 0) {
                return new ExactProjection(scores, tau, true, middle(least, most));
            }
        }
        return new ExactProjection(scores, tau, false, search(sorted, mass, temperature));
    }

    /** Enough digits for the largest score less a small part of the temperature. */
    private static MathContext digits(double[] sorted, double tau) {
        double largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
        return new MathContext(DIGITS + (int) Math.max(0, Math.log10(Math.max(largest, tau)) - Math.log10(tau)));
    }

    private static BigDecimal search(double[] sorted, BigDecimal mass, BigDecimal tau) {
        MathContext digits = digits(sorted, tau.doubleValue());
        BigDecimal least = new BigDecimal(sorted[sorted.length - 1]).subtract(tau);
        BigDecimal most = new BigDecimal(sorted[0]);
        BigDecimal threshold = middle(least, most);
        for (int step = 1; step < MAX_STEPS; step++) {
            int ones = sorted.length - below(sorted, threshold.add(tau));
            int positive = atOrBelow(sorted, threshold);
            int active = positive - ones;
            ExactSum sum = new ExactSum();
            for (int i = ones; i < positive; i++) {
                sum.add(sorted[i]);
            }
            BigDecimal above =
                    sum.value().add(tau.multiply(BigDecimal.valueOf(ones).subtract(mass)));
            BigDecimal excess = above.subtract(threshold.multiply(BigDecimal.valueOf(active)));
            if (excess.signum() > 0) {
                least = threshold;
            } else {
                most = threshold;
            }
            BigDecimal next = active == 0 ? threshold : above.divide(BigDecimal.valueOf(active), digits);
            if (active > 0
                    && ones == sorted.length - below(sorted, next.add(tau))
                    && positive == atOrBelow(sorted, next)) {
                return next;
            }
            boolean inside = next.compareTo(least) > 0 && next.compareTo(most) < 0;
            threshold = inside && step % 3 != 0 ? next : middle(least, most);
        }
        throw new AssertionError("the oracle found no threshold");
    }

    /** How many of the numbers, in decreasing order, are below the limit. */
    private static int below(double[] sorted, BigDecimal limit) {
        return sorted.length - first(sorted, limit, false);
    }

    /** Where the numbers, in decreasing order, begin to be at or below the limit. */
    private static int atOrBelow(double[] sorted, BigDecimal limit) {
        return first(sorted, limit, true);
    }

    private static int first(double[] sorted, BigDecimal limit, boolean orEqual) {
        double rounded = limit.doubleValue();
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int at = (from + to) >>> 1;
            // Only where the number equals the rounded limit the full digits are needed to compare.
            int order = sorted[at] == rounded
                    ? new BigDecimal(sorted[at]).compareTo(limit)
                    : Double.compare(sorted[at], rounded);
            if (order < 0 || (order == 0 && orEqual)) {
                to = at;
            } else {
                from = at + 1;
            }
        }
        return from;
    }

    private static BigDecimal middle(BigDecimal a, BigDecimal b) {
        return a.add(b).divide(BigDecimal.valueOf(2));
    }

    private static void reverse(double[] numbers) {
        for (int i = 0, j = numbers.length - 1; i < j; i++, j--) {
            double swapped = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = swapped;
        }
    }

    /** The threshold, rounded; where an interval of thresholds gives x, its middle, as the library promises. */
    double threshold() {
        return high;
    }

    /** Whether an interval of thresholds gives this projection. */
    boolean isVertex() {
        return vertex;
    }

    /** (y − ν)/τ with ν as the sum of two doubles: right to about one unit in the last place. */
    private double unclipped(double score) {
        double difference = score - high;
        if (Math.abs(difference) > 4 * tau) {
            return difference / tau;
        }
        double virtual = score - difference;
        double lost = (score - (difference + virtual)) + (virtual - high);
        return (difference + (lost - low)) / tau;
    }

    double x(int i) {
        if (Double.isInfinite(scores[i])) {
            return scores[i] > 0 ? 1 : 0;
        }
        return Math.min(1, Math.max(0, unclipped(scores[i])));
    }

    double[] x() {
        return IntStream.range(0, scores.length).mapToDouble(this::x).toArray();
    }

    /** How far the nearest entry is from a kink, where it becomes or ceases to be active, in units of x. */
    double margin() {
        return Arrays.stream(scores)
                .filter(Double::isFinite)
                .map(this::unclipped)
                .map(x -> Math.min(Math.abs(x), Math.abs(x - 1)))
                .min()
                .orElse(1);
    }

    /** (1/τ)(I_A − 1_A 1_Aᵀ/|A|) times a direction. */
    double[] multiply(double[] direction) {
        ExactSum sum = new ExactSum();
        int active = 0;
        for (int i = 0; i < scores.length; i++) {
            if (isActive(i)) {
                sum.add(direction[i]);
                active++;
            }
        }
        double mean = active == 0 ? 0 : sum.value().doubleValue() / active;
        return IntStream.range(0, scores.length)
                .mapToDouble(i -> isActive(i) ? (direction[i] - mean) / tau : 0)
                .toArray();
    }

    boolean isActive(int i) {
        return x(i) > 0 && x(i) < 1;
    }
}
