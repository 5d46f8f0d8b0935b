package org.hypersimplex.merging;

import java.util.Arrays;
import org.hypersimplex.cpu.pass.DoubleClip;

/** The last step of a search: the threshold among the scores that a bracket leaves open, all others being settled. */
final class OpenScores {
    private final ScoreTally total;
    private final double mass;
    private final double tau;
    private final double lower;
    private final double upper;
    private final double[] open;
    private final Sum excess = new Sum();

    /**
     * The scores.
     *
     * @param mass what x shall sum to, +∞ left out
     */
    OpenScores(ScoreTally total, double mass) {
        this.total = total;
        this.mass = mass;
        Bracket bracket = total.bracket();
        tau = bracket.tau;
        lower = bracket.lower;
        upper = bracket.upper;
        open = total.open();
    }

    /** The threshold, by bisection of the breakpoints, between which Σ x is linear. */
    double threshold() {
        double[] ends = breakpoints();
        int below = -1;
        int above = ends.length;
        while (above - below > 1) {
            int middle = (below + above) >>> 1;
            if (excess(ends[middle]) >= 0) {
                below = middle;
            } else {
                above = middle;
            }
        }
        if (below >= 0 && above < ends.length) {
            return between(ends[below], ends[above]);
        }
        double end = ends[Math.max(0, below)];
        if (Math.abs(excess(end)) > ThresholdSearch.ROUNDING * tau * Math.max(1, mass)) {
            throw ThresholdSearch.changed("the threshold left " + total.bracket());
        }
        return end;
    }

    /** The bracket's ends and all thresholds in it where a score becomes active or reaches 1, in increasing order. */
    private double[] breakpoints() {
        double[] all = new double[2 * open.length + 2];
        int count = 0;
        for (double y : open) {
            all[count++] = y;
            all[count++] = Doubles.differenceDown(y, tau);
        }
        all[count++] = lower;
        all[count] = upper;
        return Arrays.stream(all)
                .filter(at -> at >= lower && at <= upper && Double.isFinite(at))
                .sorted()
                .distinct()
                .toArray();
    }

    /** τ times how much Σ x is above the mass. */
    private double excess(double at) {
        excess.set(total.sum);
        if (total.active > 0) {
            excess.addProduct((double) total.active, upper - at);
        }
        for (double y : open) {
            if (y > at) {
                excess.add(Math.min(y - at, tau));
            }
        }
        excess.addProduct(tau, total.ones - mass);
        return excess.value();
    }

    /** The threshold between neighbouring breakpoints; Σ x is the mass at least at the lower, and less at the upper. */
    private double between(double below, double above) {
        double solution = below;
        if (excess(below) > 0) {
            long active = total.active
                    + Arrays.stream(open)
                            .filter(y -> y >= above && y - above < tau)
                            .count();
            double step = active == 0 ? Double.NEGATIVE_INFINITY : excess(above) / active;
            solution = Math.max(below, above + step);
        }
        return total.active == 0 ? vertexOr(solution) : solution;
    }

    /** The middle of the gap if no open score is active at the threshold, else the threshold. */
    private double vertexOr(double threshold) {
        double zero = Double.NEGATIVE_INFINITY;
        double one = Double.POSITIVE_INFINITY;
        for (double y : open) {
            if (y <= threshold) {
                zero = Math.max(zero, y);
            } else if (y - threshold >= tau) {
                one = Math.min(one, y);
            } else {
                return threshold;
            }
        }
        return zero == Double.NEGATIVE_INFINITY || one == Double.POSITIVE_INFINITY ? threshold : middle(zero, one, tau);
    }

    /** The middle of the thresholds that give x = 0 at one score and x = 1 at the other, as the kernels choose it. */
    static double middle(double zero, double one, double tau) {
        DoubleClip clip = new DoubleClip();
        clip.temperature(tau);
        clip.between(zero, one, tau);
        return clip.threshold;
    }
}
