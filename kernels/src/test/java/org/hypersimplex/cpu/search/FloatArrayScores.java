package org.hypersimplex.cpu.search;

import java.util.BitSet;
import org.hypersimplex.cpu.pass.FloatBand;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatPasses;
import org.hypersimplex.cpu.pass.ScalarFloatPasses;
import org.hypersimplex.cpu.pass.Tally;

/**
 * A problem's scores in one array, for searches alone, shown in chunks; notes which scores were read for a sample, and
 * says that it writes.
 */
final class FloatArrayScores implements FloatScores {
    private static final FloatPasses PASSES = ScalarFloatPasses.INSTANCE;

    final BitSet read = new BitSet();
    /** How often x would have been written. */
    int masses;
    /** How often all scores were counted exactly, and how often they were gone through for anything but that. */
    int counts;

    int others;

    private final float[] scores;
    private final int chunk;
    private int shown = -1;
    private final WorkerTotals totals = new WorkerTotals();

    FloatArrayScores(float... scores) {
        this(scores.length, scores);
    }

    FloatArrayScores(int chunk, float... scores) {
        this.scores = scores;
        this.chunk = chunk;
    }

    @Override
    public int index() {
        return 0;
    }

    @Override
    public long length() {
        return scores.length;
    }

    @Override
    public FloatPasses passes() {
        return PASSES;
    }

    @Override
    public WorkerTotals totals() {
        return totals;
    }

    @Override
    public void survey(Tally total) {
        others++;
        PASSES.survey(scores, 0, scores.length, total);
    }

    @Override
    public void count(FloatClip clip, Tally total) {
        counts++;
        PASSES.count(scores, 0, scores.length, clip, total);
    }

    @Override
    public void approach(FloatClip clip, Tally total) {
        others++;
        PASSES.approach(scores, 0, scores.length, clip, total);
    }

    @Override
    public boolean mass(FloatClip clip, Tally total) {
        PASSES.mass(scores, 0, scores.length, clip, total);
        masses++;
        return true;
    }

    @Override
    public void gap(FloatClip clip, Tally total) {
        others++;
        PASSES.gap(scores, 0, scores.length, clip, total);
    }

    @Override
    public long room() {
        return scores.length / 4;
    }

    @Override
    public int reduce(FloatBand band, FloatClip clip, float[] kept, Tally total) {
        others++;
        return PASSES.reduce(scores, 0, scores.length, band, clip, kept, 0, (int) room(), total);
    }

    @Override
    public void read(long start, int length, float[] to, int at) {
        System.arraycopy(scores, (int) start, to, at, length);
        read.set((int) start, (int) start + length);
    }

    @Override
    public int chunks() {
        return (scores.length + chunk - 1) / chunk;
    }

    @Override
    public int size(int chunk) {
        return Math.min(this.chunk, scores.length - chunk * this.chunk);
    }

    @Override
    public void show(int chunk) {
        shown = chunk;
    }

    @Override
    public float[] shown() {
        return scores;
    }

    @Override
    public int shownFrom() {
        return shown * chunk;
    }
}
