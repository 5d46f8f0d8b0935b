package org.hypersimplex.cpu.pass;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The vector engine from its first call on. Each pass is done in plain Java, which gives the same bits, until a {@link Trial}
 * shows that the JVM has compiled the vectors. Passes over matrices and bundles have no counterpart in plain Java with the
 * same bits, so they are done with vectors from the beginning.
 */
final class WarmingFloatPasses implements FloatPasses {
    private final FloatPasses vectors;
    private final FloatPasses plain;
    private final FloatTrialNumbers numbers;

    private final Trial survey;
    private final Trial count;
    private final Trial approach;
    private final Trial reduce;
    private final Trial gap;
    private final Trial ties;
    private final Trial gapGradient;
    private final Trial project;
    private final Trial mass;
    private final Trial projectMass;
    private final Trial sumActive;
    private final Trial multiply;
    private final Trial residuals;
    private final Trial gradients;
    private final Trial projectRows;
    private final Trial multiplyRows;
    private final Trial gradientRows;
    private final Trial oneHot;

    /**
     * Both ways, which must give the same bits.
     *
     * @param vectors fast once it is compiled
     * @param plain at once not slow
     * @param trialSize how many numbers reach all loops of the vectors
     * @param clock a time in nanoseconds
     */
    WarmingFloatPasses(FloatPasses vectors, FloatPasses plain, int trialSize, LongSupplier clock) {
        this.vectors = vectors;
        this.plain = plain;
        numbers = new FloatTrialNumbers(Trial.GROWTH * trialSize);
        survey = new Trial(trialSize, clock);
        count = new Trial(trialSize, clock);
        approach = new Trial(trialSize, clock);
        reduce = new Trial(trialSize, clock);
        gap = new Trial(trialSize, clock);
        ties = new Trial(trialSize, clock);
        gapGradient = new Trial(trialSize, clock);
        project = new Trial(trialSize, clock);
        mass = new Trial(trialSize, clock);
        projectMass = new Trial(trialSize, clock);
        sumActive = new Trial(trialSize, clock);
        multiply = new Trial(trialSize, clock);
        residuals = new Trial(trialSize, clock);
        gradients = new Trial(trialSize, clock);
        projectRows = new Trial(trialSize, clock);
        multiplyRows = new Trial(trialSize, clock);
        gradientRows = new Trial(trialSize, clock);
        oneHot = new Trial(trialSize, clock);
    }

    @Override
    public @Nullable FloatRowPasses rows() {
        return vectors.rows();
    }

    @Override
    public @Nullable FloatBundlePasses bundles() {
        return vectors.bundles();
    }

    @Override
    public void survey(float[] y, int from, int to, Tally tally) {
        if (survey.isWon()) {
            vectors.survey(y, from, to, tally);
            return;
        }
        long start = survey.start();
        plain.survey(y, from, to, tally);
        survey.run(start, to - from, size -> vectors.survey(numbers.y, 0, size, new Tally()));
    }

    @Override
    public void count(float[] y, int from, int to, FloatClip clip, Tally tally) {
        if (count.isWon()) {
            vectors.count(y, from, to, clip, tally);
            return;
        }
        long start = count.start();
        plain.count(y, from, to, clip, tally);
        count.run(start, to - from, size -> vectors.count(numbers.y, 0, size, numbers.clip, new Tally()));
    }

    @Override
    public void approach(float[] y, int from, int to, FloatClip clip, Tally tally) {
        if (approach.isWon()) {
            vectors.approach(y, from, to, clip, tally);
            return;
        }
        long start = approach.start();
        plain.approach(y, from, to, clip, tally);
        approach.run(start, to - from, size -> vectors.approach(numbers.y, 0, size, numbers.clip, new Tally()));
    }

    @Override
    public int reduce(
            float[] y, int from, int to, FloatBand band, FloatClip clip, float[] kept, int at, int end, Tally tally) {
        if (reduce.isWon()) {
            return vectors.reduce(y, from, to, band, clip, kept, at, end, tally);
        }
        long start = reduce.start();
        int next = plain.reduce(y, from, to, band, clip, kept, at, end, tally);
        reduce.run(
                start,
                to - from,
                size -> vectors.reduce(
                        numbers.y, 0, size, numbers.band, numbers.clip, numbers.out, 0, size, new Tally()));
        return next;
    }

    @Override
    public void gap(float[] y, int from, int to, FloatClip clip, Tally tally) {
        if (gap.isWon()) {
            vectors.gap(y, from, to, clip, tally);
            return;
        }
        long start = gap.start();
        plain.gap(y, from, to, clip, tally);
        gap.run(start, to - from, size -> vectors.gap(numbers.y, 0, size, numbers.clip, new Tally()));
    }

    @Override
    public void ties(float[] y, int from, int to, FloatGap gap, Tally tally) {
        if (ties.isWon()) {
            vectors.ties(y, from, to, gap, tally);
            return;
        }
        long start = ties.start();
        plain.ties(y, from, to, gap, tally);
        ties.run(start, to - from, size -> vectors.ties(numbers.y, 0, size, numbers.gap, new Tally()));
    }

    @Override
    public void gapGradient(float[] y, int from, int to, FloatGap gap, float[] gradient, int at) {
        if (gapGradient.isWon()) {
            vectors.gapGradient(y, from, to, gap, gradient, at);
            return;
        }
        long start = gapGradient.start();
        plain.gapGradient(y, from, to, gap, gradient, at);
        gapGradient.run(start, to - from, size -> vectors.gapGradient(numbers.y, 0, size, numbers.gap, numbers.out, 0));
    }

    @Override
    public void project(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom) {
        if (project.isWon()) {
            vectors.project(y, from, to, clip, x, xFrom);
            return;
        }
        long start = project.start();
        plain.project(y, from, to, clip, x, xFrom);
        project.run(start, to - from, size -> vectors.project(numbers.y, 0, size, numbers.clip, numbers.out, 0));
    }

    @Override
    public void mass(float[] y, int from, int to, FloatClip clip, Tally tally) {
        if (mass.isWon()) {
            vectors.mass(y, from, to, clip, tally);
            return;
        }
        long start = mass.start();
        plain.mass(y, from, to, clip, tally);
        mass.run(start, to - from, size -> vectors.mass(numbers.y, 0, size, numbers.clip, new Tally()));
    }

    @Override
    public void projectMass(float[] y, int from, int to, FloatClip clip, float[] x, int xFrom, Tally tally) {
        if (projectMass.isWon()) {
            vectors.projectMass(y, from, to, clip, x, xFrom, tally);
            return;
        }
        long start = projectMass.start();
        plain.projectMass(y, from, to, clip, x, xFrom, tally);
        projectMass.run(
                start,
                to - from,
                size -> vectors.projectMass(numbers.y, 0, size, numbers.clip, numbers.out, 0, new Tally()));
    }

    @Override
    public void sumActive(float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, Tally tally) {
        if (sumActive.isWon()) {
            vectors.sumActive(y, from, to, clip, v, vFrom, tally);
            return;
        }
        long start = sumActive.start();
        plain.sumActive(y, from, to, clip, v, vFrom, tally);
        sumActive.run(
                start,
                to - from,
                size -> vectors.sumActive(numbers.y, 0, size, numbers.clip, numbers.v, 0, new Tally()));
    }

    @Override
    public void multiply(
            float[] y, int from, int to, FloatClip clip, float[] v, int vFrom, double mean, float[] product, int at) {
        if (multiply.isWon()) {
            vectors.multiply(y, from, to, clip, v, vFrom, mean, product, at);
            return;
        }
        long start = multiply.start();
        plain.multiply(y, from, to, clip, v, vFrom, mean, product, at);
        multiply.run(
                start,
                to - from,
                size -> vectors.multiply(numbers.y, 0, size, numbers.clip, numbers.v, 0, 0, numbers.out, 0));
    }

    @Override
    public void residuals(
            float[] y,
            int from,
            int to,
            FloatClip clip,
            float[] t,
            int tFrom,
            float @Nullable [] w,
            int wFrom,
            Tally tally) {
        if (residuals.isWon()) {
            vectors.residuals(y, from, to, clip, t, tFrom, w, wFrom, tally);
            return;
        }
        long start = residuals.start();
        plain.residuals(y, from, to, clip, t, tFrom, w, wFrom, tally);
        residuals.run(
                start,
                to - from,
                size -> vectors.residuals(
                        numbers.y, 0, size, numbers.clip, numbers.v, 0, w == null ? null : numbers.w, 0, new Tally()));
    }

    @Override
    public void gradient(
            float[] y,
            int from,
            int to,
            FloatClip clip,
            float[] t,
            int tFrom,
            float @Nullable [] w,
            int wFrom,
            double mean,
            double scale,
            float[] gradient,
            int at) {
        if (gradients.isWon()) {
            vectors.gradient(y, from, to, clip, t, tFrom, w, wFrom, mean, scale, gradient, at);
            return;
        }
        long start = gradients.start();
        plain.gradient(y, from, to, clip, t, tFrom, w, wFrom, mean, scale, gradient, at);
        gradients.run(
                start,
                to - from,
                size -> vectors.gradient(
                        numbers.y,
                        0,
                        size,
                        numbers.clip,
                        numbers.v,
                        0,
                        w == null ? null : numbers.w,
                        0,
                        0,
                        1,
                        numbers.out,
                        0));
    }

    @Override
    public void projectRows(float[] y, int from, int to, FloatStripes stripes, int phase, float[] x, int at) {
        if (projectRows.isWon()) {
            vectors.projectRows(y, from, to, stripes, phase, x, at);
            return;
        }
        long start = projectRows.start();
        plain.projectRows(y, from, to, stripes, phase, x, at);
        projectRows.run(
                start, to - from, size -> vectors.projectRows(numbers.y, 0, size, numbers.stripes, 0, numbers.out, 0));
    }

    @Override
    public void multiplyRows(
            float[] y,
            int from,
            int to,
            FloatStripes stripes,
            int phase,
            float[] v,
            int vFrom,
            float[] product,
            int at) {
        if (multiplyRows.isWon()) {
            vectors.multiplyRows(y, from, to, stripes, phase, v, vFrom, product, at);
            return;
        }
        long start = multiplyRows.start();
        plain.multiplyRows(y, from, to, stripes, phase, v, vFrom, product, at);
        multiplyRows.run(
                start,
                to - from,
                size -> vectors.multiplyRows(numbers.y, 0, size, numbers.stripes, 0, numbers.v, 0, numbers.out, 0));
    }

    @Override
    public void gradientRows(
            float[] y,
            int from,
            int to,
            FloatStripes stripes,
            int phase,
            float[] t,
            int tFrom,
            double scale,
            float[] gradient,
            int at) {
        if (gradientRows.isWon()) {
            vectors.gradientRows(y, from, to, stripes, phase, t, tFrom, scale, gradient, at);
            return;
        }
        long start = gradientRows.start();
        plain.gradientRows(y, from, to, stripes, phase, t, tFrom, scale, gradient, at);
        gradientRows.run(
                start,
                to - from,
                size -> vectors.gradientRows(numbers.y, 0, size, numbers.stripes, 0, numbers.v, 0, 1, numbers.out, 0));
    }

    @Override
    public void oneHot(int[] classIds, int from, int to, int classId, float[] t, int at) {
        if (oneHot.isWon()) {
            vectors.oneHot(classIds, from, to, classId, t, at);
            return;
        }
        long start = oneHot.start();
        plain.oneHot(classIds, from, to, classId, t, at);
        oneHot.run(start, to - from, size -> vectors.oneHot(numbers.ids, 0, size, 0, numbers.out, 0));
    }
}
