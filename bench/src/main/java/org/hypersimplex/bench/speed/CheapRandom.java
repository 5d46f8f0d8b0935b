package org.hypersimplex.bench.speed;

/**
 * Pseudo-random numbers, good enough to measure with and cheap enough to fill gigabytes: the linear congruential
 * generator that Knuth gives for MMIX.
 */
final class CheapRandom {
    private long state = 1;

    /** The next number, in [-1, 1). */
    float next() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (int) (state >> 40) * 0x1p-23f;
    }
}
