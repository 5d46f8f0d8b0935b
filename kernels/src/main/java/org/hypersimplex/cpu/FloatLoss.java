package org.hypersimplex.cpu;

import org.hypersimplex.Batch;
import org.hypersimplex.KPolicy;
import org.hypersimplex.Numbers;
import org.hypersimplex.Reduction;
import org.hypersimplex.Targets;
import org.hypersimplex.Values;
import org.jspecify.annotations.Nullable;

/**
 * The HyperSimplex loss and its gradient: per problem the threshold, one pass that adds up residuals and one that writes
 * the gradient. x is never stored.
 */
final class FloatLoss extends FloatOperation {
    private final FloatOneHot oneHot;
    private final FloatOperand matrix = new FloatOperand();
    private KPolicy policy = KPolicy.positives();
    private double tau;
    private Reduction reduction = Reduction.MEAN;
    private double @Nullable [] thresholds;
    private boolean warm;
    private long entries;

    /** Each problem's sum of squares, and how many of its entries take part. */
    private double[] squares = new double[0];

    private long[] taking = new long[0];

    FloatLoss(FloatPasses passes, Crew crew, Pool<FloatWorkspace> spaces) {
        super(passes, crew, spaces);
        oneHot = new FloatOneHot(passes);
    }

    double run(
            Batch batch,
            Values logits,
            Targets targets,
            KPolicy policy,
            double tau,
            Reduction reduction,
            Batch gradientBatch,
            @Nullable Values gradient,
            double @Nullable [] thresholds,
            boolean warm) {
        begin(batch, logits);
        writeTo(gradientBatch, gradient);
        read(targets, batch);
        this.policy = policy;
        this.tau = tau;
        this.reduction = reduction;
        this.thresholds = thresholds;
        this.warm = warm;
        this.entries = 0;
        if (squares.length < batch.count()) {
            squares = new double[batch.count()];
            taking = new long[batch.count()];
        }
        run();
        double sum = 0;
        for (int p = 0; p < batch.count(); p++) {
            sum += squares[p];
        }
        return reduction.value(sum, entries);
    }

    private void read(Targets targets, Batch batch) {
        int[] ids = targets.classIds();
        Values dense = targets.matrix();
        if (ids != null) {
            for (int i = 0; i < batch.longest() && batch.count() > 0; i++) {
                if (!excluded(targets, batch, i)) {
                    Numbers.requireClass(ids[i], batch.count(), i);
                }
            }
            // Ids of excluded entries may be anything, and are not counted.
            oneHot.set(ids, counted(targets, batch), batch.count());
            second = oneHot;
        } else if (dense != null) {
            matrix.set(dense, targets.layout(batch));
            second = matrix;
        }
        Values w = targets.weights();
        if (w != null) {
            weights.set(w, targets.weightLayout(batch));
            weighted = true;
        }
    }

    /** How many class ids can be counted once for all problems. */
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
            if (entry < batch.length(p) && w.get(layout.start(p) + entry * layout.entryStride()) != 0) {
                return false;
            }
        }
        return true;
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
        surveyTargets(problem, tally);
        if (!(tally.ones == 0 && tally.sum >= 0 && tally.min >= 0 && tally.max <= 1)) {
            nameBadNumber(problem, space);
        }
        taking[p] = tally.active;
        double mass = policy.k(p, tally.active, tally.sum);
        double guess = warm && thresholds != null ? thresholds[p] : Double.NaN;
        space.solver.solve(problem, mass, tau, guess);
        tally.clear();
        problem.pass(Pass.GATHER, tally);
        squares[p] = tally.squares;
        FloatClip clip = space.solver.clip();
        clip.mean = tally.active == 0 ? 0 : tally.sum / tally.active;
        solutions.put(p, clip, space.solver.counts());
    }

    @Override
    protected void solved() {
        for (int p = 0; p < batch().count(); p++) {
            entries += taking[p];
        }
        if (thresholds != null) {
            solutions.copyThresholds(thresholds, batch().count());
        }
    }

    @Override
    protected void restore(int problem, FloatClip clip) {
        clip.temperature(tau);
        solutions.get(problem, clip);
    }

    @Override
    protected void own(Pass pass, FloatWorkspace space, FloatClip clip, int length, Tally tally) {
        float[] y = space.scores.array();
        int from = space.scores.from();
        int to = from + length;
        FloatWindow t = space.second;
        float[] w = weighted ? space.weights.array() : null;
        int wFrom = space.weights.from();
        if (pass == Pass.TARGETS) {
            survey(t, w, wFrom, length, tally);
        } else if (pass == Pass.GATHER) {
            passes().residuals(y, from, to, clip, t.array(), t.from(), w, wFrom, tally);
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
                            reduction.slope(entries),
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
        double slope = reduction.slope(entries);
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

    private void surveyTargets(FloatProblem problem, Tally tally) {
        if (second == oneHot && !weighted && batch().isUniform()) {
            tally.active = problem.length();
            tally.sum = oneHot.size(problem.index());
            tally.min = 0;
            tally.max = 1;
        } else {
            problem.pass(Pass.TARGETS, tally);
        }
    }

    /** Adds up the targets of the entries that take part and their number; counts what is out of range as ones. */
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

    private void nameBadNumber(FloatProblem problem, FloatWorkspace space) {
        long entry = 0;
        for (int c = 0; c < problem.chunks(); c++) {
            problem.show(c, Pass.TARGETS);
            for (int i = 0; i < problem.size(c); i++, entry++) {
                if (weighted) {
                    float weight = space.weights.array()[space.weights.from() + i];
                    Numbers.requireWeight(weight, problem.index(), entry);
                }
                Numbers.requireTarget(space.second.array()[space.second.from() + i], problem.index(), entry);
            }
        }
    }
}
