package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatGap;
import org.hypersimplex.cpu.pass.Tally;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.spi.LossCall;

/**
 * The anchor of a loss, (α/C) Σ (ν/τ)², and its part in the gradient, dν/dy times what a problem's ν pulls with. On
 * active entries dν/dy is one over their number, so that this part joins the mean that the gradient's pass subtracts.
 * At a vertex no entry is active, and ν is the middle of a gap: the scores at its ends get half each, ties share evenly.
 * A problem takes no part if it has finite scores on one side of its threshold only.
 */
final class FloatAnchor {
    /** α/C; 0 if there is no anchor, and nothing is noted then. */
    private double weight;

    private double tau;
    private int count;

    /** ν/τ of each problem, 0 if it takes no part. */
    private double[] heights = new double[0];
    /** dν/dy on the active entries of a problem, or, at a vertex, on the scores at the gap's upper end. */
    private double[] shares = new double[0];

    /** The ends of the gap at a vertex, and dν/dy on the scores at the lower one. Uppers of other problems are NaN. */
    private float[] uppers = new float[0];

    private double[] lowerShares = new double[0];
    private float[] lowers = new float[0];

    /** Prepares for a call. */
    void begin(LossCall call) {
        count = call.batch().count();
        weight = count == 0 ? 0 : call.anchor() / count;
        tau = Precision.FLOAT.usableTemperature(call.tau());
        if (weight != 0 && heights.length < count) {
            heights = new double[count];
            shares = new double[count];
            lowerShares = new double[count];
            uppers = new float[count];
            lowers = new float[count];
        }
    }

    /** Notes a problem that the workspace's solver has solved, and how many of its entries are active. */
    void note(FloatProblem problem, FloatWorkspace space, long active) {
        if (weight == 0) {
            return;
        }
        noteActive(problem.index(), space.solver.clip(), active);
        if (active == 0) {
            noteVertex(problem, space);
        }
    }

    /** Notes a problem whose threshold the clip is set to, if some of its entries are active. */
    void noteActive(int problem, FloatClip clip, long active) {
        if (weight != 0) {
            heights[problem] = bounded(clip.threshold / tau, Double.MAX_VALUE);
            shares[problem] = 1.0 / active;
            uppers[problem] = Float.NaN;
        }
    }

    private void noteVertex(FloatProblem problem, FloatWorkspace space) {
        int p = problem.index();
        FloatGap gap = space.solver.clip().gap;
        if (!gap.isKnown()) {
            space.solver.gap();
        }
        if (!gap.isFinite()) {
            heights[p] = 0;
            return;
        }
        Tally ties = space.tally;
        ties.clear();
        problem.pass(Pass.TIES, space.solver.clip(), ties);
        problem.totals().add(ties, null);
        uppers[p] = gap.upper;
        lowers[p] = gap.lower;
        shares[p] = 0.5 / ties.ones;
        lowerShares[p] = 0.5 / ties.active;
    }

    /** (α/C) Σ (ν/τ)². */
    double value() {
        double sum = 0;
        for (int p = 0; weight != 0 && p < count; p++) {
            sum += weight * heights[p] * heights[p];
        }
        return sum;
    }

    /** Whether the gradient of some problem is on the ends of its gap. */
    boolean hasGaps() {
        for (int p = 0; weight != 0 && p < count; p++) {
            if (pull(p) != 0 && isVertex(p)) {
                return true;
            }
        }
        return false;
    }

    private boolean isVertex(int problem) {
        return !Float.isNaN(uppers[problem]);
    }

    /** The derivative of the anchor with respect to a problem's ν, in units of 1/τ. */
    private double pull(int problem) {
        return weight == 0 ? 0 : bounded(2 * weight * heights[problem], Double.MAX_VALUE);
    }

    /**
     * Joins the anchor's part of the gradient to a problem's solution: to the mean, or at a vertex in the gap.
     *
     * @param scale what the whole gradient is multiplied by
     * @param slope what the gradient's pass multiplies by besides, before it divides by τ
     */
    void restore(int problem, FloatClip clip, double scale, double slope) {
        FloatGap gap = clip.gap;
        gap.clear();
        double pull = pull(problem);
        if (pull != 0 && isVertex(problem)) {
            gap.upper = uppers[problem];
            gap.lower = lowers[problem];
            gap.atUpper = (float) (scale * pull * shares[problem] / tau);
            gap.atLower = (float) (scale * pull * lowerShares[problem] / tau);
        } else if (pull != 0) {
            clip.mean = bounded(clip.mean - pull * shares[problem] / slope, Float.MAX_VALUE);
        }
    }

    /** The nearest number that is not larger than that: 0 times infinity would be NaN. */
    private static double bounded(double number, double largest) {
        return Math.min(largest, Math.max(-largest, number));
    }
}
