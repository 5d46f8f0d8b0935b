package org.hypersimplex.fuzz.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The projection in whole fractions: every break of the piecewise linear sum φ(ν) = Σ clip((yᵢ − ν)/τ, 0, 1) is looked
 * at from the highest down, and on the piece that φ = k falls on the threshold is a quotient of two exact numbers. No
 * number is rounded.
 */
public final class RationalProjection {
    /** How many digits a quotient is rounded to. */
    public static final MathContext QUOTIENT = new MathContext(40);

    private final BigDecimal tau;
    /** The threshold is numerator / active; active is 1 where an interval of thresholds gives the same projection. */
    private final BigDecimal numerator;

    private final BigDecimal active;

    private RationalProjection(BigDecimal tau, BigDecimal numerator, int active) {
        this.tau = tau;
        this.numerator = numerator;
        this.active = BigDecimal.valueOf(active);
    }

    /** A place where a score becomes active or ceases to be. */
    private record Break(BigDecimal at, BigDecimal score, boolean enters) {}

    /**
     * Projects.
     *
     * @param scores finite or infinite, such that the mass is feasible
     * @param k the mass
     * @param tau the temperature
     * @return the projection
     */
    public static RationalProjection of(double[] scores, double k, double tau) {
        BigDecimal temperature = new BigDecimal(tau);
        long forced =
                Arrays.stream(scores).filter(y -> y == Double.POSITIVE_INFINITY).count();
        BigDecimal mass = new BigDecimal(k).subtract(BigDecimal.valueOf(forced)).multiply(temperature);
        List<Break> breaks = new ArrayList<>();
        for (double score : scores) {
            if (Double.isFinite(score)) {
                BigDecimal exact = new BigDecimal(score);
                breaks.add(new Break(exact, exact, true));
                breaks.add(new Break(exact.subtract(temperature), exact, false));
            }
        }
        breaks.sort(Comparator.comparing(Break::at).reversed());
        BigDecimal sum = BigDecimal.ZERO;
        int active = 0;
        int ones = 0;
        // Between two breaks τφ(ν) = Σ_A y − |A| ν + τ · ones.
        for (Break next : breaks) {
            BigDecimal above =
                    sum.add(temperature.multiply(BigDecimal.valueOf(ones))).subtract(mass);
            BigDecimal excess = above.subtract(next.at().multiply(BigDecimal.valueOf(active)));
            if (active > 0 && excess.signum() >= 0) {
                return new RationalProjection(temperature, above, active);
            }
            if (active == 0 && excess.signum() >= 0) {
                return new RationalProjection(temperature, next.at(), 1);
            }
            if (next.enters()) {
                sum = sum.add(next.score());
                active++;
            } else {
                sum = sum.subtract(next.score());
                active--;
                ones++;
            }
        }
        BigDecimal lowest =
                breaks.isEmpty() ? BigDecimal.ZERO : breaks.getLast().at();
        return new RationalProjection(temperature, lowest, 1);
    }

    /**
     * An entry of the projection.
     *
     * @param score one of the scores
     * @return x, exact to 40 digits
     */
    public BigDecimal x(double score) {
        if (Double.isInfinite(score)) {
            return score > 0 ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        BigDecimal numerator = above(score);
        BigDecimal denominator = tau.multiply(active);
        if (numerator.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        return numerator.compareTo(denominator) >= 0 ? BigDecimal.ONE : numerator.divide(denominator, QUOTIENT);
    }

    /**
     * How far an entry is from where it becomes active or ceases to be.
     *
     * @param score one of the scores
     * @return in units of x, at least 0; 1 for an infinite score
     */
    public double margin(double score) {
        if (Double.isInfinite(score)) {
            return 1;
        }
        BigDecimal unclipped = above(score).divide(tau.multiply(active), QUOTIENT);
        return unclipped.abs().min(unclipped.subtract(BigDecimal.ONE).abs()).doubleValue();
    }

    /** (y − ν) |A|. */
    private BigDecimal above(double score) {
        return new BigDecimal(score).multiply(active).subtract(numerator);
    }
}
