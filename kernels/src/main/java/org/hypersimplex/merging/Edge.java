package org.hypersimplex.merging;

/** A threshold and what all scores give there, but for those that are +∞. */
final class Edge {
    private final double tau;
    private final double mass;

    /** The threshold. */
    double at;

    /** Scores with x = 1, and those with 0 ≤ x &lt; 1 that are not below the threshold. */
    private double ones;

    private double active;
    /** How far the active ones are above the threshold. */
    private final Sum sum = new Sum();

    private final Sum excess = new Sum();

    /**
     * The upper end of a tally's bracket.
     *
     * @param mass what x shall sum to
     */
    Edge(ScoreTally total, double mass) {
        this.mass = mass;
        tau = total.bracket().tau;
        at = total.bracket().upper;
        ones = total.ones;
        active = total.active;
        sum.set(total.sum);
    }

    /** Becomes a copy of another edge. */
    void set(Edge other) {
        at = other.at;
        ones = other.ones;
        active = other.active;
        sum.set(other.sum);
    }

    /** Goes from the upper end of a bin to its lower end. */
    void descend(ScoreTally total, int bin) {
        Bins bins = total.bins;
        double lower = total.bracket().edge(bin);
        double leaving = bins.leaving(bin);
        sum.add(-bins.leavingSum(bin));
        active -= leaving;
        ones += leaving;
        if (active == 0) {
            // Nothing of those that left may stay behind as a rounding error.
            sum.clear();
        } else {
            sum.addProduct(active, at - lower);
        }
        sum.add(bins.enteringSum(bin));
        active += bins.entering(bin);
        ones += bins.crossing(bin);
        at = lower;
    }

    /** τ times how much Σ x is above the mass. */
    double excess() {
        excess.set(sum);
        excess.addProduct(tau, ones - mass);
        return excess.value();
    }

    /** Whether every x is 0 or 1, and there are as many ones as there shall be. */
    boolean isVertex() {
        return ones == mass && sum.value() == 0;
    }

    /** Where Σ x is the mass if no further score becomes active or ceases to be: one step of Newton's method. */
    double newton() {
        return active == 0 ? at : at + excess() / active;
    }

    /** Whether the solution is here, but for the rounding of sums. */
    boolean isNearlySolution() {
        return active > 0 && Math.abs(excess()) <= ThresholdSearch.ROUNDING * tau * Math.max(1, mass);
    }
}
