package org.hypersimplex.fuzz;

import java.util.Arrays;
import java.util.Objects;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.fuzz.ProjectionCase.Overload;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;

/** A call, carried out: its memory before and after. */
final class ProjectionOutcome {
    /** Stands in all memory before it is written; no entry of a projection. */
    private static final double UNWRITTEN = 7;

    private final ProjectionCase call;
    private final Values scores;
    private Values x;
    private final double[] thresholds;

    ProjectionOutcome(ProjectionCase call) {
        this.call = call;
        scores = Numbers.of(call.scores(), call.precision(), call.memory(), 0);
        x = call.overload() == Overload.IN_PLACE ? scores : unwritten(1);
        thresholds = new double[call.batch().count()];
        Arrays.fill(thresholds, UNWRITTEN);
    }

    private Values unwritten(int slot) {
        double[] numbers = new double[call.scores().length];
        Arrays.fill(numbers, UNWRITTEN);
        return Numbers.of(numbers, call.precision(), call.memory(), slot);
    }

    void carryOut() {
        Batch batch = call.batch();
        SoftBinaryArgmax top = top();
        switch (call.overload()) {
            case BATCH -> top.project(batch, scores, x);
            case BATCH_WITH_THRESHOLDS, IN_PLACE -> top.project(batch, scores, x, thresholds);
            case FROM_GUESSES -> top.projectFrom(call.guesses(), batch, scores, x, thresholds);
            case THRESHOLDS -> top.thresholds(batch, scores, thresholds);
            case THRESHOLDS_FROM_GUESSES -> top.thresholdsFrom(call.guesses(), batch, scores, thresholds);
            default -> {
                if (call.precision() == Precision.FLOAT) {
                    ofFloats(top, Objects.requireNonNull(scores.floats()), Objects.requireNonNull(x.floats()));
                } else {
                    ofDoubles(top, Objects.requireNonNull(scores.doubles()), Objects.requireNonNull(x.doubles()));
                }
            }
        }
    }

    private void ofFloats(SoftBinaryArgmax top, float[] from, float[] to) {
        switch (call.overload()) {
            case BATCH_OF_ARRAYS_WITH_THRESHOLDS -> top.project(call.batch(), from, to, thresholds);
            case BATCH_OF_ARRAYS -> top.project(call.batch(), from, to);
            case THRESHOLDS_OF_ARRAYS -> top.thresholds(call.batch(), from, thresholds);
            case ONE_ARRAY -> x = Values.of(top.project(from));
            case INTO_ONE_ARRAY -> thresholds[0] = top.project(from, to);
            default -> thresholds[0] = top.threshold(from);
        }
    }

    private void ofDoubles(SoftBinaryArgmax top, double[] from, double[] to) {
        switch (call.overload()) {
            case BATCH_OF_ARRAYS_WITH_THRESHOLDS -> top.project(call.batch(), from, to, thresholds);
            case BATCH_OF_ARRAYS -> top.project(call.batch(), from, to);
            case THRESHOLDS_OF_ARRAYS -> top.thresholds(call.batch(), from, thresholds);
            case ONE_ARRAY -> x = Values.of(top.project(from));
            case INTO_ONE_ARRAY -> thresholds[0] = top.project(from, to);
            default -> thresholds[0] = top.threshold(from);
        }
    }

    private SoftBinaryArgmax top() {
        return SoftBinaryArgmax.of(call.k(), call.tau()).on(call.backend());
    }

    double x(int problem, int entry) {
        return x.get(call.batch().address(problem, entry));
    }

    double threshold(int problem) {
        return thresholds[problem];
    }

    /** The Jacobian product with the case's direction, from scores and thresholds. */
    double[] product() {
        Values product = unwritten(3);
        Values upstream = Numbers.of(call.upstream(), call.precision(), call.memory(), 2);
        Values own = Numbers.of(call.scores(), call.precision(), call.memory(), 4);
        top().vjp(call.batch(), own, thresholds, upstream, product);
        return Numbers.read(product);
    }

    /** The same from the projection. */
    double[] productFromProjection() {
        Values product = unwritten(3);
        Values upstream = Numbers.of(call.upstream(), call.precision(), call.memory(), 2);
        top().vjpFromProjection(call.batch(), x, upstream, product);
        return Numbers.read(product);
    }

    /** After a refusal all memory is as it was. */
    void requireNothingWritten() {
        requireScoresAsTheyWere();
        for (double threshold : thresholds) {
            Same.require("a threshold after a refusal", threshold, UNWRITTEN);
        }
        for (int i = 0; i < x.size() && x != scores; i++) {
            Same.require("x after a refusal", x.get(i), UNWRITTEN);
        }
    }

    private void requireScoresAsTheyWere() {
        for (int i = 0; i < call.scores().length; i++) {
            Same.require("score " + i, scores.get(i), call.scores()[i]);
        }
    }

    /** What belongs to no problem is as it was, and padding is 0. */
    void requireNothingElseWritten() {
        boolean written = call.overload().givesProjection();
        if (x != scores) {
            requireScoresAsTheyWere();
        }
        double[] expected = new double[(int) x.size()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = x == scores ? call.scores()[i] : UNWRITTEN;
        }
        for (int p = 0; p < call.batch().count() && written; p++) {
            for (long i = 0; i < call.batch().slot(p); i++) {
                int at = (int) call.batch().address(p, i);
                expected[at] = i < call.batch().length(p) ? x.get(at) : 0;
            }
        }
        for (int i = 0; i < expected.length; i++) {
            Same.require("number " + i + " of the memory", x.get(i) + 0.0, expected[i] + 0.0);
        }
    }
}
