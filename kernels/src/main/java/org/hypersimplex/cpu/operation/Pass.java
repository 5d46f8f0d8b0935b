package org.hypersimplex.cpu.operation;

/** The kinds of pass over a problem. Up to {@link #TIES} they read no more than the scores. */
enum Pass {
    /** Range and sum of the scores. */
    SURVEY(false, false),
    /** Active entries and ones for a threshold. */
    COUNT(false, false),
    /** The same, roughly and fast. */
    APPROACH(false, false),
    /** Mass at a threshold, as it would be written. */
    MASS(false, false),
    /** The same, and the projection is written on the way. */
    WRITE_MASS(false, true),
    /** What is certain for all of a bracket of thresholds, and the scores that it leaves open. */
    REDUCE(false, false),
    /** At a vertex, the smallest score with x = 1 and the largest with x = 0. */
    GAP(false, false),
    /** How many scores are equal to these two. */
    TIES(false, false),
    /** Targets and weights, before anything is solved. */
    TARGETS(true, false),
    /** What an operation adds up once a problem is solved, and before it can write. */
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
