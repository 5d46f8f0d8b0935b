package org.hypersimplex.experiments.boost;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the settings that the boosting experiment trains with on each of its splits.
 *
 * @param name what is compared; among the settings of one name the validation rows choose
 * @param settings how to train
 * @param patience rounds without a better validation area after which training ends; 0 to train all rounds
 */
public record Arm(String name, BoostSettings settings, int patience) {
    /** Trees of every tuned model. */
    public static final int ROUNDS = 50;

    /** Leaves of each of them. */
    public static final int LEAVES = 31;

    /** The learning rates that every loss is tuned over, unless the user names others. */
    public static final String RATES = "0.03,0.06,0.1,0.2,0.3";

    /** The minimum hessians of a leaf that every loss is tuned over, unless the user names others. */
    public static final String MIN_LEAF_HESSIANS = "0.001,5,25,100";

    /**
     * All losses at the same grid of settings, each for {@link #ROUNDS} rounds.
     *
     * @param rates learning rates; for the HyperSimplex loss they are steps η
     * @param minLeafHessians sums of the hessian in a leaf, at least
     * @param threads of the engine
     * @return an arm for each
     */
    public static List<Arm> tuned(List<Double> rates, List<Double> minLeafHessians, int threads) {
        List<Arm> arms = new ArrayList<>();
        for (BoostingLoss loss : BoostingLoss.values()) {
            for (double rate : rates) {
                for (double hessian : minLeafHessians) {
                    BoostSettings settings = BoostSettings.usual(loss, ROUNDS, rate)
                            .withLeaves(LEAVES, 20, hessian)
                            .on(threads, 0);
                    arms.add(new Arm(loss.toString(), settings, 0));
                }
            }
        }
        return arms;
    }
}
