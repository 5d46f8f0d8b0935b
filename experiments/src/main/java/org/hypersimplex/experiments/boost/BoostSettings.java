package org.hypersimplex.experiments.boost;

import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.problem.KPolicy;

/**
 * How to boost.
 *
 * @param loss what to minimise
 * @param rounds trees at most, at least 1
 * @param rate the engine's learning rate, positive; with the usual scale the HyperSimplex loss's step η
 * @param k policy of the HyperSimplex loss
 * @param scale of the HyperSimplex loss
 * @param leaves of a tree at most, at least 2
 * @param minLeafRows rows in a leaf at least
 * @param minLeafHessian sum of the hessian in a leaf at least; a row's hessian is 1 for squared error and the
 *     HyperSimplex loss, p(1 − p) for cross-entropy
 * @param features share of the features that each tree may use, above 0 and at most 1
 * @param bins that a feature's values are put into, at most
 * @param threads of the engine
 * @param seed of the engine's random numbers
 */
public record BoostSettings(
        BoostingLoss loss,
        int rounds,
        double rate,
        KPolicy k,
        GradientScale scale,
        int leaves,
        int minLeafRows,
        double minLeafHessian,
        double features,
        int bins,
        int threads,
        long seed) {
    /** LightGBM's defaults, with the usual form of the HyperSimplex loss. */
    public static BoostSettings usual(BoostingLoss loss, int rounds, double rate) {
        return new BoostSettings(
                loss, rounds, rate, KPolicy.positives(), GradientScale.probability(), 31, 20, 1e-3, 1, 255, 1, 0);
    }

    /** The same with other bounds on leaves. */
    public BoostSettings withLeaves(int leaves, int minLeafRows, double minLeafHessian) {
        return new BoostSettings(
                loss, rounds, rate, k, scale, leaves, minLeafRows, minLeafHessian, features, bins, threads, seed);
    }

    /** The same with another share of the features for each tree. */
    public BoostSettings withFeatures(double features) {
        return new BoostSettings(
                loss, rounds, rate, k, scale, leaves, minLeafRows, minLeafHessian, features, bins, threads, seed);
    }

    /** The same with the HyperSimplex loss in another form. */
    public BoostSettings withLoss(KPolicy k, GradientScale scale) {
        return new BoostSettings(
                loss, rounds, rate, k, scale, leaves, minLeafRows, minLeafHessian, features, bins, threads, seed);
    }

    /** The same on other threads and with another seed. */
    public BoostSettings on(int threads, long seed) {
        return new BoostSettings(
                loss, rounds, rate, k, scale, leaves, minLeafRows, minLeafHessian, features, bins, threads, seed);
    }
}
