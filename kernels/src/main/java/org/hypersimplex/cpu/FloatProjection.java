package org.hypersimplex.cpu;

import org.hypersimplex.Batch;
import org.hypersimplex.Values;
import org.jspecify.annotations.Nullable;

/** The projection of every problem of a batch. */
final class FloatProjection extends FloatOperation {
    private double[] k = {0};
    private double tau;
    private double @Nullable [] thresholds;
    private boolean warm;

    FloatProjection(FloatPasses passes, Crew crew, Pool<FloatWorkspace> spaces) {
        super(passes, crew, spaces);
    }

    void run(
            Batch batch,
            Values scores,
            double[] k,
            double tau,
            @Nullable Values x,
            double @Nullable [] thresholds,
            boolean warm) {
        begin(batch, scores);
        writeTo(batch, x);
        this.k = k;
        this.tau = tau;
        this.thresholds = thresholds;
        this.warm = warm;
        run();
    }

    @Override
    protected String name() {
        return "projection";
    }

    @Override
    protected boolean canFail() {
        return true;
    }

    @Override
    protected void solve(FloatProblem problem, FloatWorkspace space) {
        int p = problem.index();
        double guess = warm && thresholds != null ? thresholds[p] : Double.NaN;
        space.solver.solve(problem, mass(problem), tau, guess);
        solutions.put(p, space.solver.clip(), space.solver.counts());
    }

    @Override
    protected void solved() {
        if (thresholds != null) {
            solutions.copyThresholds(thresholds, batch().count());
        }
    }

    @Override
    protected void restore(int problem, FloatClip clip) {
        clip.temperature(tau);
        solutions.get(problem, clip);
    }

    private double mass(FloatProblem problem) {
        return k[k.length == 1 ? 0 : problem.index()];
    }

    @Override
    protected void writeRows(FloatWorkspace space, FloatStripes stripes, int at, int length) {
        FloatWindow y = space.scores;
        FloatWindow x = space.out;
        int from = y.from() + at;
        passes().projectRows(y.array(), from, from + length, stripes, 0, x.array(), x.from() + at);
    }

    @Override
    protected void own(Pass pass, FloatWorkspace space, FloatClip clip, int length, Tally tally) {
        FloatWindow y = space.scores;
        passes().project(y.array(), y.from(), y.from() + length, clip, space.out.array(), space.out.from());
    }
}
