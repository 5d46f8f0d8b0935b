package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.memory.FloatOperand;
import org.hypersimplex.cpu.memory.FloatWindow;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatPasses;
import org.hypersimplex.cpu.pass.FloatStripes;
import org.hypersimplex.cpu.pass.FloatTallies;
import org.hypersimplex.cpu.pass.RowPass;
import org.hypersimplex.cpu.pass.Tally;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.ProductCall;
import org.jspecify.annotations.Nullable;

/** The product of every problem's Jacobian with a direction: (v − mean_A v)/τ on the active entries A. */
final class FloatProduct extends FloatOperation {
    private final FloatOperand direction = new FloatOperand();
    private double @Nullable [] thresholds;
    /** The call, if one of its thresholds has to be found again, so that bad scores are noticed. */
    private @Nullable ProductCall search;

    FloatProduct(FloatPasses passes, Crew crew, Pool<FloatWorkspace> spaces) {
        super(passes, crew, spaces);
    }

    void run(ProductCall call) {
        begin(call.batch(), call.scores(), call.tau(), AllReduce.single());
        operands.writeTo(call.batch(), call.product());
        direction.set(call.direction(), call.batch());
        operands.second = direction;
        thresholds = call.thresholds();
        search = null;
        for (int p = 0; p < call.batch().count(); p++) {
            search = call.isCoarse(p) ? call : search;
        }
        run();
    }

    @Override
    protected void end() {
        super.end();
        direction.clear();
        thresholds = null;
        search = null;
    }

    @Override
    protected String name() {
        return "product";
    }

    @Override
    protected boolean canFail() {
        return search != null;
    }

    @Override
    protected void solve(FloatProblem problem, FloatWorkspace space) {
        FloatClip clip = space.solver.clip();
        int p = problem.index();
        if (search != null && thresholds != null && search.isCoarse(p)) {
            space.solver.solve(problem, search.k().at(p), tau, thresholds[p]);
        } else {
            start(p, clip);
        }
        space.tally.clear();
        problem.pass(Pass.GATHER, clip, space.tally);
        clip.mean = space.tally.active == 0 ? 0 : space.tally.sum / space.tally.active;
        solutions.put(p, clip, 0);
    }

    @Override
    protected void start(int problem, FloatClip clip) {
        if (thresholds == null) {
            // The scores are projections x. At threshold 0 and temperature 1 each is its own projection, so the active
            // entries are those of x.
            clip.temperature(1);
            clip.threshold(0, 0);
        } else {
            clip.temperature(tau);
            clip.threshold(thresholds[problem], 0);
        }
    }

    @Override
    protected void solveColumns(FloatLockstep lockstep, int first, int count, boolean alone) {
        if (search == null) {
            lockstep.gather(this, first, count, alone);
        }
    }

    @Override
    protected RowPass rowPass() {
        return RowPass.SUM_ACTIVE;
    }

    @Override
    protected double mass(int problem, int column, FloatTallies targets) {
        throw new IllegalStateException("thresholds are known");
    }

    @Override
    protected void adopt(int problem, FloatClip clip, int column, FloatTallies tallies, double step, long counts) {
        double active = tallies.active(column);
        clip.mean = active == 0 ? 0 : tallies.sum(column) / active;
        solutions.put(problem, clip, 0);
    }

    @Override
    protected void restore(int problem, FloatClip clip) {
        clip.temperature(thresholds == null ? 1 : tau);
        clip.inverse = (float) (1 / Precision.FLOAT.usableTemperature(tau));
        solutions.get(problem, clip);
    }

    @Override
    protected void writeRows(FloatWorkspace space, FloatStripes stripes, int at, int length) {
        FloatWindow y = space.scores;
        FloatWindow v = space.second;
        FloatWindow to = space.out;
        int from = y.from() + at;
        passes().multiplyRows(
                        y.array(),
                        from,
                        from + length,
                        stripes,
                        0,
                        v.array(),
                        v.from() + at,
                        to.array(),
                        to.from() + at);
    }

    @Override
    protected void own(Pass pass, FloatWorkspace space, FloatClip clip, int length, Tally tally) {
        float[] y = space.scores.array();
        int from = space.scores.from();
        FloatWindow v = space.second;
        if (pass == Pass.GATHER) {
            passes().sumActive(y, from, from + length, clip, v.array(), v.from(), tally);
        } else {
            FloatWindow to = space.out;
            passes().multiply(y, from, from + length, clip, v.array(), v.from(), clip.mean, to.array(), to.from());
        }
    }
}
