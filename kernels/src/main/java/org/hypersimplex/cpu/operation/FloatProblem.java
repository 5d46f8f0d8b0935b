package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.memory.FloatWindow;
import org.hypersimplex.cpu.pass.FloatBand;
import org.hypersimplex.cpu.pass.FloatClip;
import org.hypersimplex.cpu.pass.FloatPasses;
import org.hypersimplex.cpu.pass.Tally;
import org.hypersimplex.cpu.search.FloatScores;
import org.hypersimplex.cpu.search.WorkerTotals;

/**
 * One problem of an operation, which passes go over: in one piece if it is part of a tile, else chunk by chunk. Chunks
 * are fixed by the problem's length alone and their tallies are added in order, so the number of threads changes
 * nothing.
 */
final class FloatProblem implements FloatScores, Crew.Task {
    /** Entries of a chunk: its windows stay in the second-level cache. */
    private static final int CHUNK_ENTRIES = 1 << 14;
    /**
     * By so many entries the first chunk is shorter, and the last longer, so that the others begin on a cache line where
     * HotSpot's collectors begin a long array on one: its entries begin 16 bytes behind. Reading vectors of 64 bytes across
     * lines takes a third longer. The first chunk is a multiple of 256 bytes and less than such a vector more, so that
     * few entries are a rest.
     */
    private static final int SHIFT_ENTRIES = (256 - 64 + 16) / Float.BYTES;
    /** Problems longer than this get less room for the scores that {@link #reduce} keeps, to save memory. */
    private static final long MAX_ROOMY_LENGTH = 1L << 25;

    private final FloatWorkspace own;
    private Tally[] partial = new Tally[0];

    @SuppressWarnings("NullAway.Init") // set when turned to a problem, before anything else
    private FloatOperation operation;

    private int index;
    private long length;
    private boolean whole;
    private Pass pass = Pass.SURVEY;
    private FloatClip clip = new FloatClip();
    private FloatBand band = new FloatBand();
    private float[] kept = new float[0];

    FloatProblem(FloatWorkspace own) {
        this.own = own;
    }

    /** Sets the problem, whose numbers the workspace's windows show already. */
    void whole(FloatOperation operation, int index) {
        this.operation = operation;
        this.index = index;
        this.length = operation.length(index);
        this.whole = true;
    }

    /** Sets the problem, which is too long for a tile. */
    void chunked(FloatOperation operation, int index) {
        this.operation = operation;
        this.index = index;
        this.length = operation.length(index);
        this.whole = false;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public WorkerTotals totals() {
        return operation.totals();
    }

    @Override
    public FloatPasses passes() {
        return operation.passes();
    }

    @Override
    public int chunks() {
        return whole ? 1 : Math.toIntExact((length + CHUNK_ENTRIES - 1) / CHUNK_ENTRIES);
    }

    @Override
    public int size(int chunk) {
        return (int) ((chunk == chunks() - 1 ? length : start(chunk + 1)) - start(chunk));
    }

    /** The entry that a chunk begins with. */
    private static long start(int chunk) {
        return chunk == 0 ? 0 : (long) chunk * CHUNK_ENTRIES - SHIFT_ENTRIES;
    }

    /** Shows a chunk in the workspace's windows, for passes that are not spread over threads. */
    void show(int chunk, Pass pass) {
        if (!whole) {
            operation.operands().load(own, pass, index, start(chunk), size(chunk));
        }
    }

    @Override
    public void show(int chunk) {
        show(chunk, Pass.COUNT);
    }

    @Override
    public float[] shown() {
        return own.scores.array();
    }

    @Override
    public int shownFrom() {
        return own.scores.from();
    }

    @Override
    public void survey(Tally total) {
        pass(Pass.SURVEY, clip, total);
    }

    @Override
    public void count(FloatClip clip, Tally total) {
        pass(Pass.COUNT, clip, total);
    }

    @Override
    public void approach(FloatClip clip, Tally total) {
        pass(Pass.APPROACH, clip, total);
    }

    @Override
    public boolean mass(FloatClip clip, Tally total) {
        boolean writes = operation.writesWhileSolving();
        pass(writes ? Pass.WRITE_MASS : Pass.MASS, clip, total);
        return writes;
    }

    @Override
    public void gap(FloatClip clip, Tally total) {
        pass(Pass.GAP, clip, total);
    }

    @Override
    public void read(long start, int length, float[] to, int at) {
        float[] y = own.scores.array();
        int from = own.scores.from() + (int) start;
        if (!whole) {
            operation.operands().load(own, Pass.COUNT, index, start, length);
            y = own.scores.array();
            from = own.scores.from();
        }
        // Too few for a call of System.arraycopy to be worth it.
        for (int i = 0; i < length; i++) {
            to[at + i] = y[from + i];
        }
    }

    @Override
    public long room() {
        return (long) chunks() * roomOfChunk();
    }

    private int roomOfChunk() {
        return whole ? (int) length : length <= MAX_ROOMY_LENGTH ? CHUNK_ENTRIES / 4 : CHUNK_ENTRIES / 64;
    }

    @Override
    public int reduce(FloatBand band, FloatClip clip, float[] kept, Tally total) {
        this.band = band;
        this.clip = clip;
        this.kept = kept;
        if (whole) {
            return reduce(own.scores, (int) length, 0, total);
        }
        pass(Pass.REDUCE, clip, total);
        int end = 0;
        for (int c = 0; c < chunks(); c++) {
            int found = partial[c].kept;
            if (found < 0) {
                return -1;
            }
            System.arraycopy(kept, c * roomOfChunk(), kept, end, found);
            end += found;
        }
        return end;
    }

    private int reduce(FloatWindow y, int size, int at, Tally total) {
        int to = y.from() + size;
        return passes().reduce(y.array(), y.from(), to, band, clip, kept, at, at + roomOfChunk(), total);
    }

    /** Makes one pass over the whole problem, and adds what it finds to the total. */
    void pass(Pass pass, FloatClip clip, Tally total) {
        if (whole) {
            operation.pass(pass, own, clip, (int) length, total);
            return;
        }
        this.pass = pass;
        this.clip = clip;
        int chunks = chunks();
        if (partial.length < chunks) {
            partial = new Tally[chunks];
            for (int c = 0; c < chunks; c++) {
                partial[c] = new Tally();
            }
        }
        operation.crew().run(chunks, this);
        for (int c = 0; c < chunks; c++) {
            total.add(partial[c]);
        }
    }

    @Override
    public void run(int from, int to) {
        FloatWorkspace space = operation.borrow();
        try {
            for (int c = from; c < to; c++) {
                long start = start(c);
                int size = size(c);
                operation.operands().load(space, pass, index, start, size);
                partial[c].clear();
                if (pass == Pass.REDUCE) {
                    int at = c * roomOfChunk();
                    int end = reduce(space.scores, size, at, partial[c]);
                    partial[c].kept = end < 0 ? -1 : end - at;
                } else {
                    operation.pass(pass, space, clip, size, partial[c]);
                }
                operation.operands().store(space, pass, index, start, size);
            }
        } finally {
            operation.giveBack(space);
        }
    }
}
