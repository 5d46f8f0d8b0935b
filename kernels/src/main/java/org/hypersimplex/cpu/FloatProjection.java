package org.hypersimplex.cpu;

import org.hypersimplex.Batch;
import org.hypersimplex.Values;
import org.jspecify.annotations.Nullable;

/** The projection of every problem of a batch. */
final class FloatProjection extends FloatOperation {
    private double[] k = {0};
    private double tau;
    private double @Nullable [] thresholds;

    FloatProjection(FloatPasses passes, Crew crew, Pool<FloatWorkspace> spaces) {
        super(passes, crew, spaces);
    }

    void run(Batch batch, Values scores, double[] k, double tau, @Nullable Values x, double @Nullable [] thresholds) {
        begin(batch, scores);
        writeTo(batch, x);
        this.k = k;
        this.tau = tau;
        this.thresholds = thresholds;
        run();
    }

    @Override
    protected boolean checksFirst() {
        // A single problem is found out while it is solved, which comes before writing.
        return batch().count() > 1;
    }

    @Override
    protected void check(FloatProblem problem, FloatWorkspace space) {
        requireFeasible(problem, space, mass(problem));
    }

    @Override
    protected void solve(FloatProblem problem, FloatWorkspace space) {
        double threshold = space.solver.solve(problem, mass(problem), tau);
        if (thresholds != null) {
            thresholds[problem.index()] = threshold;
        }
        if (writing) {
            write(problem, space);
        }
    }

    private double mass(FloatProblem problem) {
        return k[k.length == 1 ? 0 : problem.index()];
    }

    @Override
    protected void own(Pass pass, FloatWorkspace space, FloatClip clip, int length, Tally tally) {
        FloatWindow y = space.scores;
        passes().project(y.array(), y.from(), y.from() + length, clip, space.out.array(), space.out.from());
    }
}
