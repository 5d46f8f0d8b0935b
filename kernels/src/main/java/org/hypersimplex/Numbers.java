package org.hypersimplex;

/** The errors about single numbers, worded once for every backend. Entries and problems count from 0. */
public final class Numbers {
    private Numbers() {}

    /**
     * Names a score that is no number.
     *
     * @param problem the problem it stands in
     * @param entry the entry of the problem
     * @return the exception to throw
     */
    public static IllegalArgumentException notANumber(int problem, long entry) {
        return new IllegalArgumentException("score " + at(problem, entry) + " is NaN");
    }

    /**
     * Names a mass that infinite scores make impossible.
     *
     * @param problem the problem
     * @param k the mass asked for
     * @param ones how many scores are +∞
     * @param usable how many scores are not −∞
     * @return the exception to throw
     */
    public static IllegalArgumentException infeasible(int problem, double k, long ones, long usable) {
        return new IllegalArgumentException("problem " + problem + ": k = " + k + " can't be met, " + ones
                + " scores are +Infinity and " + usable + " are not -Infinity");
    }

    /**
     * Checks a target.
     *
     * @param target should be in [0, 1]
     * @param problem the problem it stands in
     * @param entry the entry of the problem
     */
    public static void requireTarget(double target, int problem, long entry) {
        if (!(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException("target " + at(problem, entry) + " must be in [0, 1], was " + target);
        }
    }

    /**
     * Checks a weight.
     *
     * @param weight should be finite and at least 0
     * @param problem the problem it stands in
     * @param entry the entry of the problem
     */
    public static void requireWeight(double weight, int problem, long entry) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "weight " + at(problem, entry) + " must be finite and at least 0, was " + weight);
        }
    }

    /**
     * Checks a class id.
     *
     * @param id should be in [0, classes)
     * @param classes number of classes
     * @param entry the entry whose class it is
     */
    public static void requireClass(int id, int classes, long entry) {
        if (id < 0 || id >= classes) {
            throw new IllegalArgumentException(
                    "class id of entry " + entry + " must be in [0, " + (classes - 1) + "], was " + id);
        }
    }

    private static String at(int problem, long entry) {
        return "at entry " + entry + " of problem " + problem;
    }
}
