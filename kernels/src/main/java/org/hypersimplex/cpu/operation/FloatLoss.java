package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.memory.FloatOneHot;
import org.hypersimplex.cpu.memory.FloatOperand;
import org.hypersimplex.cpu.memory.FloatWindow;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatPasses;
import org.hypersimplex.cpu.pass.FloatPiece;
import org.hypersimplex.cpu.pass.FloatStripes;
import org.hypersimplex.cpu.pass.FloatTallies;
import org.hypersimplex.cpu.pass.RowPass;
import org.hypersimplex.cpu.pass.Tally;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.LossCall;
import org.jspecify.annotations.Nullable;

/**
 * The HyperSimplex loss and its gradient: per problem the threshold, one pass that adds up residuals and one that
 * writes the gradient. x is never stored.
 */
final class FloatLoss extends FloatOperation {
    private final FloatOneHot oneHot;
    private final FloatOperand matrix = new FloatOperand();
    private final FloatAnchor anchor = new FloatAnchor();
    private KPolicy policy = KPolicy.positives();
    private Reduction reduction = Reduction.MEAN;
    private double gradientScale = 1;
    /** What is wrong with this worker's class ids, kept until {@link #totals} tell the other workers. */
    private @Nullable InputException fault;

    private long entries;

    /** Each problem's sum of squares, and how many of its entries take part. */
    private double[] squares = new double[0];

    private long[] taking = new long[0];

    FloatLoss(FloatPasses passes, Crew crew, Pool<FloatWorkspace> spaces) {
        super(passes, crew, spaces);
        oneHot = new FloatOneHot(passes);
    }

    double run(LossCall call) {
        Batch batch = call.batch();
        begin(batch, call.logits(), call.tau(), call.workers());
        threshold(call.guesses(), call.thresholds());
        operands.writeTo(call.gradientBatch(), call.gradient());
        policy = call.policy();
        reduction = call.reduction();
        gradientScale = call.gradientScale();
        anchor.begin(call);
        entries = 0;
        fault = null;
        read(call.targets(), batch);
        if (squares.length < batch.count()) {
            squares = new double[batch.count()];
            taking = new long[batch.count()];
        }
        run();
        double sum = 0;
        for (int p = 0; p < batch.count(); p++) {
            sum += squares[p];
        }
        return reduction.value(sum, entries) + anchor.value();
    }

    private void read(Targets targets, Batch batch) {
        int[] ids = targets.classIds();
        Values dense = targets.matrix();
        if (ids != null) {
            fault = badClass(targets, ids, batch);
            if (fault != null && totals.isSingle()) {
                throw fault;
            }
            // Ids of excluded entries may be anything, and are not counted.
            oneHot.set(ids, fault == null ? counted(targets, batch) : 0, batch.count());
            operands.second = oneHot;
        } else if (dense != null) {
            matrix.set(dense, targets.layout(batch));
            operands.second = matrix;
        }
        operands.weighBy(targets.weightLayout(batch), targets.weights());
    }

    private static @Nullable InputException badClass(Targets targets, int[] ids, Batch batch) {
        int entries = batch.count() > 0 ? (int) batch.longest() : 0;
        int least = 0;
        int most = 0;
        for (int i = 0; i < entries; i++) {
            least = Math.min(least, ids[i]);
            most = Math.max(most, ids[i]);
        }
        boolean good = least >= 0 && most < batch.count();
        for (int i = 0; i < entries && !good; i++) {
            if ((ids[i] < 0 || ids[i] >= batch.count()) && !excluded(targets, batch, i)) {
                return InputException.classOutOfRange(ids[i], batch.count(), i);
            }
        }
        return null;
    }

    /**
     * How many class ids are counted once for all problems: all of them, or none if problems differ in which take part.
     */
    private static int counted(Targets targets, Batch batch) {
        return targets.weights() == null && batch.isUniform() && batch.count() > 0 ? (int) batch.longest() : 0;
    }

    /** Whether an entry takes part in no problem, so that its class id doesn't matter. */
    private static boolean excluded(Targets targets, Batch batch, int entry) {
        Values w = targets.weights();
        if (w == null) {
            return false;
        }
        Batch layout = targets.weightLayout(batch);
        for (int p = 0; p < batch.count(); p++) {
            if (entry < batch.length(p) && w.get(layout.address(p, entry)) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected void end() {
        super.end();
        matrix.clear();
        oneHot.clear();
    }

    @Override
    protected String name() {
        return "loss";
    }

    @Override
    protected boolean canFail() {
        return true;
    }

    @Override
    protected void solve(FloatProblem problem, FloatWorkspace space) {
        int p = problem.index();
        Tally tally = space.tally;
        tally.clear();
        surveyTargets(problem, space);
        boolean good = tally.ones == 0 && tally.sum >= 0 && tally.min >= 0 && tally.max <= 1;
        totals.add(tally, good ? fault : badNumber(problem, space));
        taking[p] = tally.active;
        double mass = policy.k(p, tally.active, tally.sum);
        space.solver.solve(problem, mass, tau, guess(p));
        tally.clear();
        problem.pass(Pass.GATHER, space.solver.clip(), tally);
        totals.add(tally, null);
        squares[p] = tally.squares;
        FloatClip clip = space.solver.clip();
        clip.mean = tally.active == 0 ? 0 : tally.sum / tally.active;
        solutions.put(p, clip, space.solver.counts());
        anchor.note(problem, space, tally.active);
    }

    @Override
    protected boolean targetsAreClasses() {
        return operands.second == oneHot;
    }

    @Override
    protected RowPass rowPass() {
        return targetsAreClasses() ? RowPass.CLASS_RESIDUALS : RowPass.RESIDUALS;
    }

    @Override
    protected boolean surveysTargets() {
        return !targetsAreClasses();
    }

    @Override
    protected double mass(int problem, int column, FloatTallies targets) {
        if (targetsAreClasses()) {
            return policy.k(problem, batch().longest(), (double) oneHot.size(problem));
        }
        // Where a target is out of range, the search for single problems finds out which.
        boolean good = targets.active(column) == 0;
        return good ? policy.k(problem, batch().longest(), targets.sum(column)) : Double.NaN;
    }

    @Override
    void show(FloatPiece piece, RowPass pass, int first, int row, int rows) {
        super.show(piece, pass, first, row, rows);
        if (pass.readsClasses()) {
            piece.classes = oneHot.classIds();
            piece.classFrom = row;
            piece.classRoom = (int) batch().longest() - row + oneHot.classRoom();
        }
        if (pass == RowPass.CLASS_GRADIENT) {
            operands.showOut(piece, row);
            piece.scale = gradientScale * reduction.slope(entries);
        }
    }

    @Override
    protected void adopt(int problem, FloatClip clip, int column, FloatTallies tallies, double step, long counts) {
        double active = tallies.active(column);
        double temperature = Precision.FLOAT.usableTemperature(tau);
        // What was added up is exact for a threshold a step away, at which the same entries are active. From there to
        // the solution, each of their residuals changes by this much.
        double change = -step / temperature;
        double residuals = tallies.residuals(column);
        squares[problem] = tallies.squares(column) + change * (2 * residuals + active * change);
        taking[problem] = batch().longest();
        clip.mean = residuals / active + change;
        anchor.noteActive(problem, clip, (long) active);
        solutions.put(problem, clip, counts);
    }

    @Override
    protected void solved() {
        for (int p = 0; p < batch().count(); p++) {
            entries += taking[p];
        }
        super.solved();
    }

    @Override
    protected void restore(int problem, FloatClip clip) {
        super.restore(problem, clip);
        anchor.restore(problem, clip, gradientScale, reduction.slope(entries));
    }

    @Override
    protected boolean fitsRows() {
        return !anchor.hasGaps();
    }

    @Override
    protected void own(Pass pass, FloatWorkspace space, FloatClip clip, int length, Tally tally) {
        float[] y = space.scores.array();
        int from = space.scores.from();
        int to = from + length;
        FloatWindow t = space.second;
        float[] w = operands.weighted ? space.weights.array() : null;
        int wFrom = space.weights.from();
        if (pass == Pass.TARGETS) {
            survey(t, w, wFrom, length, tally);
        } else if (pass == Pass.GATHER) {
            passes().residuals(y, from, to, clip, t.array(), t.from(), w, wFrom, tally);
        } else if (clip.gap.isKnown()) {
            passes().gapGradient(y, from, to, clip.gap, space.out.array(), space.out.from());
        } else {
            passes().gradient(
                            y,
                            from,
                            to,
                            clip,
                            t.array(),
                            t.from(),
                            w,
                            wFrom,
                            clip.mean,
                            gradientScale * reduction.slope(entries),
                            space.out.array(),
                            space.out.from());
        }
    }

    @Override
    protected void writeRows(FloatWorkspace space, FloatStripes stripes, int at, int length) {
        FloatWindow y = space.scores;
        FloatWindow t = space.second;
        FloatWindow to = space.out;
        int from = y.from() + at;
        double slope = gradientScale * reduction.slope(entries);
        passes().gradientRows(
                        y.array(),
                        from,
                        from + length,
                        stripes,
                        0,
                        t.array(),
                        t.from() + at,
                        slope,
                        to.array(),
                        to.from() + at);
    }

    private void surveyTargets(FloatProblem problem, FloatWorkspace space) {
        Tally tally = space.tally;
        if (operands.second == oneHot && !operands.weighted && batch().isUniform()) {
            tally.active = problem.length();
            tally.sum = oneHot.size(problem.index());
            tally.min = 0;
            tally.max = 1;
        } else {
            problem.pass(Pass.TARGETS, space.solver.clip(), tally);
        }
    }

    /**
     * Adds up the targets of the entries that take part, as sum, and their number, as active. What is out of range is
     * shown by min and max, or counted as ones.
     */
    private void survey(FloatWindow t, float @Nullable [] w, int wFrom, int length, Tally tally) {
        float[] targets = t.array();
        int from = t.from();
        if (w == null) {
            passes().survey(targets, from, from + length, tally);
            tally.active += length;
            return;
        }
        for (int i = 0; i < length; i++) {
            float target = targets[from + i];
            float weight = w[wFrom + i];
            tally.ones += target >= 0 && target <= 1 && weight >= 0 && weight <= Float.MAX_VALUE ? 0 : 1;
            tally.active += weight != 0 ? 1 : 0;
            tally.sum += target;
        }
    }

    /** The first weight or target that is out of range; there is one. */
    private InputException badNumber(FloatProblem problem, FloatWorkspace space) {
        long entry = 0;
        for (int c = 0; c < problem.chunks(); c++) {
            problem.show(c, Pass.TARGETS);
            for (int i = 0; i < problem.size(c); i++, entry++) {
                if (operands.weighted) {
                    float weight = space.weights.array()[space.weights.from() + i];
                    if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
                        return InputException.weightOutOfRange(weight, problem.index(), entry);
                    }
                }
                float target = space.second.array()[space.second.from() + i];
                if (!(target >= 0 && target <= 1)) {
                    return InputException.targetOutOfRange(target, problem.index(), entry);
                }
            }
        }
        throw new IllegalStateException("no bad target or weight in problem " + problem.index());
    }
}
