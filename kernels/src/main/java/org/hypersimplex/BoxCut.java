package org.hypersimplex;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.Objects;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.ProductCall;
import org.hypersimplex.spi.ProjectionCall;
import org.jspecify.annotations.Nullable;

/**
 * Projections onto {x ∈ [0,1]ⁿ : Σx ≤ k}, and their Jacobian products, on any backend. A problem whose clip(y/τ, 0, 1)
 * sums to at most k is slack: that is its projection, and ν = 0. All others are problems of Σx = k, and the backend's.
 */
final class BoxCut {
    private BoxCut() {}

    static void project(Backend backend, ProjectionCall call) {
        Batch batch = call.batch();
        Values x = call.x();
        double[] thresholds = call.thresholds();
        BoxClip box = new BoxClip(batch);
        double[] masses = new double[batch.count()];
        BitSet slack = new BitSet(batch.count());
        for (int p = 0; p < batch.count(); p++) {
            double unbound = box.sum(p, call.scores(), call.tau());
            // Not so for NaN, which is the backend's to refuse.
            slack.set(p, unbound <= call.k().at(p));
            // What a slack problem sums to is a mass that it can have, whatever scores are infinite.
            masses[p] = slack.get(p)
                    ? Math.min(unbound, (double) batch.length(p))
                    : call.k().at(p);
        }
        Values scores = call.scores();
        if (slack.cardinality() < batch.count()) {
            scores = slack.isEmpty() ? scores : apart(scores, x);
            backend.project(new ProjectionCall(
                    batch, scores, Mass.of(masses), call.tau(), call.guesses(), x, thresholds, call.workers()));
        }
        for (int p = 0; p < batch.count(); p++) {
            if (x != null && slack.get(p)) {
                box.project(p, scores, call.tau(), x);
            }
            if (thresholds != null) {
                thresholds[p] = slack.get(p) ? 0 : Math.max(0, thresholds[p]);
            }
        }
    }

    static void multiply(Backend backend, ProductCall call) {
        Batch batch = call.batch();
        BoxClip box = new BoxClip(batch);
        double[] thresholds = call.thresholds();
        BitSet slack = new BitSet(batch.count());
        for (int p = 0; p < batch.count(); p++) {
            slack.set(p, thresholds == null ? isSlack(box, call.scores(), call.k(), p) : thresholds[p] == 0);
        }
        Values scores = call.scores();
        Values direction = call.direction();
        if (slack.cardinality() < batch.count()) {
            scores = slack.isEmpty() ? scores : apart(scores, call.product());
            direction = slack.isEmpty() ? direction : apart(direction, call.product());
            backend.multiply(
                    new ProductCall(batch, scores, thresholds, call.k(), call.tau(), direction, call.product()));
        }
        double width = thresholds == null ? 1 : call.tau();
        for (int p = slack.nextSetBit(0); p >= 0; p = slack.nextSetBit(p + 1)) {
            box.multiply(p, scores, width, direction, call.tau(), call.product());
        }
    }

    /** Whether a projection doesn't use its budget up, as far as its accuracy tells. */
    static boolean isSlack(BoxClip box, Values x, Mass k, int problem) {
        double accuracy = x.precision() == Precision.FLOAT ? 1e-6 : 1e-12;
        double budget = k.at(problem);
        return box.sum(problem, x, 1) < budget - accuracy * Math.max(1, budget);
    }

    /** The numbers, or a copy of them where writing others would change them. */
    private static Values apart(Values numbers, @Nullable Values written) {
        if (written == null || !numbers.mayShareMemory(written)) {
            return numbers;
        }
        float[] floats = numbers.floats();
        double[] doubles = numbers.doubles();
        if (floats != null) {
            return Values.of(floats.clone());
        }
        if (doubles != null) {
            return Values.of(doubles.clone());
        }
        MemorySegment segment = Objects.requireNonNull(numbers.segment());
        MemorySegment copy =
                Arena.ofAuto().allocate(segment.byteSize(), Double.BYTES).copyFrom(segment);
        return numbers.precision() == Precision.FLOAT ? Values.ofFloats(copy) : Values.ofDoubles(copy);
    }
}
