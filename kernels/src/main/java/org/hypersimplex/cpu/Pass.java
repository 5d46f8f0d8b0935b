package org.hypersimplex.cpu;

/** The kinds of pass over a problem. The first ones look at the scores alone. */
enum Pass {
    /** Range and sum of the scores. */
    SURVEY(false, false),
    /** Whether all scores are finite. */
    CHECK(false, false),
    /** Active entries and ones for a threshold. */
    COUNT(false, false),
    /** What a band settles, and the scores that it leaves open. */
    REDUCE(false, false),
    /** The two scores around a vertex. */
    GAP(false, false),
    /** Targets and weights, before anything is solved. */
    TARGETS(true, false),
    /** What an operation adds up before it can write. */
    GATHER(true, false),
    /** The operation's result. */
    WRITE(true, true);

    final boolean readsAll;
    final boolean writes;

    Pass(boolean readsAll, boolean writes) {
        this.readsAll = readsAll;
        this.writes = writes;
    }
}
