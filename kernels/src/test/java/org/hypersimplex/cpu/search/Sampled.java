package org.hypersimplex.cpu.search;

import java.util.BitSet;

/** Which scores of a long problem the search draws as its sample: the same ones every time, in both precisions. */
public final class Sampled {
    private Sampled() {}

    /** The indices that a search of that many scores draws. */
    public static BitSet of(int length) {
        FloatArrayScores scores = new FloatArrayScores(new float[length]);
        new FloatSolver().solve(scores, length / 3.0, 1, Double.NaN);
        return scores.read;
    }
}
