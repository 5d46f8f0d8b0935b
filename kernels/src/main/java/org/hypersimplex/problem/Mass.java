package org.hypersimplex.problem;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The mass k of every problem of a batch: what its projection sums to. One number for all problems or one for each,
 * whole or not. Immutable and thread-safe.
 */
public final class Mass {
    private final double[] k;

    private Mass(double[] k) {
        this.k = k;
    }

    /**
     * The mass.
     *
     * @param k one number for all problems or one per problem; finite and at least 0
     * @return the mass
     * @throws InputException if there is no number, or one is out of range
     */
    public static Mass of(double... k) {
        if (k.length == 0) {
            throw new InputException("k needs at least one number");
        }
        for (int p = 0; p < k.length; p++) {
            if (!(k[p] >= 0 && k[p] < Double.POSITIVE_INFINITY)) {
                String fault = "k must be finite and at least 0, was " + k[p];
                throw k.length == 1 ? new InputException(fault) : InputException.at(p, fault);
            }
        }
        return new Mass(k.clone());
    }

    /**
     * The mass of a problem.
     *
     * @param problem 0 to count − 1
     * @return k, at least 0
     */
    public double at(int problem) {
        return k[k.length == 1 ? 0 : problem];
    }

    /**
     * Checks that a batch can have this mass.
     *
     * @param batch the problems
     * @throws InputException if there is neither one number for all problems nor one for each, or one is above the
     *     problem's length
     */
    public void requireFits(Batch batch) {
        requireCount(batch);
        for (int p = 0; p < batch.count(); p++) {
            if (at(p) > batch.length(p)) {
                throw InputException.at(p, "k must be in [0, " + batch.length(p) + "], was " + at(p));
            }
        }
    }

    private void requireCount(Batch batch) {
        if (k.length != 1 && k.length != batch.count()) {
            throw new InputException(k.length + " values of k for " + batch.count() + " problems");
        }
    }

    /**
     * The mass of problems that may sum to less: where it is above a problem's length, that length does the same.
     *
     * @param batch the problems
     * @return a mass that fits them; this one if it does
     * @throws InputException if there is neither one number for all problems nor one for each
     */
    public Mass upToLengths(Batch batch) {
        requireCount(batch);
        if (IntStream.range(0, batch.count()).allMatch(p -> at(p) <= batch.length(p))) {
            return this;
        }
        return new Mass(IntStream.range(0, batch.count())
                .mapToDouble(p -> Math.min(at(p), (double) batch.length(p)))
                .toArray());
    }

    @Override
    public String toString() {
        return k.length == 1 ? Double.toString(k[0]) : Arrays.toString(k);
    }
}
