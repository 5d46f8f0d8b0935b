package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.pass.FloatBundle;
import org.hypersimplex.cpu.pass.FloatBundlePasses;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatTallies;

/**
 * Solves a bundle of short problems: steps of Newton's method for all of them at once, first with sums that are rounded
 * to the scores' type, at last with exact ones. What can't be confirmed so is left to the search for single problems.
 */
final class FloatBundleSolver implements FloatExactSteps.Passes {
    /** Steps with rounded sums at most. */
    private static final int MAX_ROUNDED_STEPS = 14;

    final FloatBundle bundle = new FloatBundle();
    private final FloatClip clip = bundle.columns.clip;
    private final FloatExactSteps exact = new FloatExactSteps();

    @SuppressWarnings("NullAway.Init") // set by begin, before anything else
    private FloatBundlePasses passes;

    /** Prepares for neighbouring problems of an operation. */
    void begin(FloatBundlePasses passes, int count, int length) {
        this.passes = passes;
        bundle.begin(count, length, passes.lanes());
        passes.lay(bundle.columns);
    }

    /** Solves what problems it can of one of the bundles that were loaded, and tells the operation. */
    void solve(FloatOperation operation, int first, int index) {
        bundle.select(index, passes.lanes());
        int count = bundle.count;
        double tau = clip.temperature(operation.tau);
        exact.begin(count, bundle.length, tau);
        passes.survey(bundle);
        for (int c = 0; c < passes.lanes(); c++) {
            bundle.put(c, Float.NaN, 0);
        }
        for (int c = 0; c < count; c++) {
            double mass = operation.mass(first + c, c, bundle.tallies);
            float entries = bundle.entries(c);
            double mean = (bundle.sum(c) - tau * mass) / entries;
            double guess = operation.guess(first + c);
            exact.mass[c] = mass;
            exact.open[c] = mass > 0 && mass < entries && Double.isFinite(mean);
            bundle.put(c, (float) (Double.isFinite(guess) ? guess : mean), (float) (tau * mass));
        }
        float limit = (float) (exact.roundedStep() * tau);
        int steps = 1;
        while (passes.step(bundle, limit) && steps < MAX_ROUNDED_STEPS) {
            steps++;
        }
        for (int c = 0; c < count; c++) {
            exact.pivots[c] = exact.round(bundle.threshold(c));
            exact.steps[c] = bundle.threshold(c) - (double) exact.pivots[c];
            exact.open[c] &= Float.isFinite(exact.pivots[c]);
        }
        if (exact.isAnyOpen()) {
            FloatTallies sums = exact.run(bundle.columns, this);
            exact.adopt(operation, first, clip, sums, steps);
        }
    }

    @Override
    public FloatTallies sums() {
        passes.confirm(bundle);
        return bundle.tallies;
    }

    @Override
    public FloatTallies partition() {
        passes.partition(bundle);
        return bundle.partition;
    }
}
