package org.hypersimplex.cpu;

/**
 * One problem of an operation, to be passed over: whole if it is part of a tile, else chunk by chunk. Chunks are fixed by
 * the problem's length alone and their tallies are added in order, so the number of threads changes nothing.
 */
final class FloatProblem implements Crew.Task {
    /** Entries of a chunk: its windows stay in the second-level cache. */
    private static final int CHUNK = 1 << 14;
    /** Problems longer than this are reduced in little memory. */
    private static final long HUGE = 1L << 25;

    private final FloatWorkspace own;
    private Tally[] partial = new Tally[0];

    @SuppressWarnings("NullAway.Init") // set when turned to a problem, before anything else
    private FloatOperation operation;

    private int index;
    private long length;
    private boolean whole;
    private Pass pass = Pass.SURVEY;
    private FloatBand band = new FloatBand();
    private float[] kept = new float[0];

    FloatProblem(FloatWorkspace own) {
        this.own = own;
    }

    /** Turns to a problem whose numbers the workspace's windows show already. */
    void whole(FloatOperation operation, int index) {
        this.operation = operation;
        this.index = index;
        this.length = operation.length(index);
        this.whole = true;
    }

    /** Turns to a problem that is too long for a tile. */
    void chunked(FloatOperation operation, int index) {
        this.operation = operation;
        this.index = index;
        this.length = operation.length(index);
        this.whole = false;
    }

    int index() {
        return index;
    }

    long length() {
        return length;
    }

    FloatPasses passes() {
        return operation.passes();
    }

    int chunks() {
        return whole ? 1 : Math.toIntExact((length + CHUNK - 1) / CHUNK);
    }

    /** How many entries a chunk has. */
    int size(int chunk) {
        return (int) (whole ? length : Math.min(CHUNK, length - (long) chunk * CHUNK));
    }

    /** Shows a chunk in the workspace's windows, for passes that are not spread over threads. */
    void show(int chunk, Pass pass) {
        if (!whole) {
            operation.load(own, pass, index, (long) chunk * CHUNK, size(chunk));
        }
    }

    /** The window that shows scores. */
    FloatWindow scores() {
        return own.scores;
    }

    /** Copies some neighbouring scores. */
    void read(long start, int length, float[] to, int at) {
        float[] y = own.scores.array();
        int from = own.scores.from() + (int) start;
        if (!whole) {
            operation.load(own, Pass.COUNT, index, start, length);
            y = own.scores.array();
            from = own.scores.from();
        }
        // Too few for a call of System.arraycopy to be worth it.
        for (int i = 0; i < length; i++) {
            to[at + i] = y[from + i];
        }
    }

    /** How many scores {@link #reduce} may keep. */
    long room() {
        return (long) chunks() * roomOfChunk();
    }

    private int roomOfChunk() {
        return whole ? (int) length : length <= HUGE ? CHUNK / 4 : CHUNK / 64;
    }

    /**
     * Adds up what is certain in a band, at the clip's threshold, and keeps the scores that are open.
     *
     * @return how many were kept, or −1 if there was not enough room for them
     */
    int reduce(FloatBand band, float[] kept, Tally total) {
        this.band = band;
        this.kept = kept;
        if (whole) {
            return reduce(own.scores, (int) length, 0, total);
        }
        pass(Pass.REDUCE, total);
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
        passes().check(y.array(), y.from(), to, total);
        passes().settle(y.array(), y.from(), to, band, own.solver.clip(), total);
        return passes().select(y.array(), y.from(), to, band, kept, at, at + roomOfChunk());
    }

    /** Passes over the whole problem and adds up what it finds. */
    void pass(Pass pass, Tally total) {
        if (whole) {
            operation.pass(pass, own, own.solver.clip(), (int) length, total);
            return;
        }
        this.pass = pass;
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
                long start = (long) c * CHUNK;
                int size = size(c);
                operation.load(space, pass, index, start, size);
                partial[c].clear();
                if (pass == Pass.REDUCE) {
                    int at = c * roomOfChunk();
                    int end = reduce(space.scores, size, at, partial[c]);
                    partial[c].kept = end < 0 ? -1 : end - at;
                } else {
                    operation.pass(pass, space, own.solver.clip(), size, partial[c]);
                }
                operation.store(space, pass, index, start, size);
            }
        } finally {
            operation.giveBack(space);
        }
    }
}
