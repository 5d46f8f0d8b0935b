package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.memory.FloatWindow;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatPasses;
import org.hypersimplex.cpu.pass.FloatStripes;
import org.hypersimplex.cpu.pass.FloatTallies;
import org.hypersimplex.cpu.pass.RowPass;
import org.hypersimplex.cpu.pass.Tally;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.spi.ProjectionCall;

/** The projection of every problem of a batch. */
final class FloatProjection extends FloatOperation {
    private Mass k = Mass.of(0);

    FloatProjection(FloatPasses passes, Crew crew, Pool<FloatWorkspace> spaces) {
        super(passes, crew, spaces);
    }

    void run(ProjectionCall call) {
        begin(call.batch(), call.scores(), call.tau(), call.workers());
        threshold(call.guesses(), call.thresholds());
        operands.writeTo(call.batch(), call.x());
        k = call.k();
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
    protected boolean canWriteWhileSolving() {
        return !operands.out.mayShareMemory(operands.scores);
    }

    @Override
    protected void solve(FloatProblem problem, FloatWorkspace space) {
        int p = problem.index();
        space.solver.solve(problem, k.at(p), tau, guess(p));
        solutions.put(p, space.solver.clip(), space.solver.counts());
    }

    @Override
    protected boolean fitsBundles() {
        return true;
    }

    @Override
    protected RowPass rowPass() {
        return RowPass.CONFIRM;
    }

    @Override
    protected double mass(int problem, int column, FloatTallies targets) {
        return k.at(problem);
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
        FloatWindow x = space.out;
        if (pass == Pass.WRITE_MASS) {
            passes().projectMass(y.array(), y.from(), y.from() + length, clip, x.array(), x.from(), tally);
        } else {
            passes().project(y.array(), y.from(), y.from() + length, clip, x.array(), x.from());
        }
    }
}
