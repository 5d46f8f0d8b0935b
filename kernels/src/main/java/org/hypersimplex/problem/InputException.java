package org.hypersimplex.problem;

/**
 * Input that can't be used: a score that is NaN, a mass that can't be met, memory too short for a batch. Says what is
 * wrong and, where a single number or problem is at fault, which one, counted from 0. It is thrown before anything is
 * written. Thread-safe.
 *
 * @serial exclude
 */
public final class InputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Stands for a problem or an entry where no single one is at fault. */
    public static final int NONE = -1;

    private final String fault;
    private final int problem;
    private final long entry;

    private InputException(String fault, int problem, long entry) {
        super(place(problem, entry) + fault);
        this.fault = fault;
        this.problem = problem;
        this.entry = entry;
    }

    private static String place(int problem, long entry) {
        if (entry == NONE) {
            return problem == NONE ? "" : "problem " + problem + ": ";
        }
        return "entry " + entry + (problem == NONE ? "" : " of problem " + problem) + ": ";
    }

    /**
     * An error about a call as a whole.
     *
     * @param fault what is wrong, and with which value
     */
    public InputException(String fault) {
        this(fault, NONE, NONE);
    }

    /**
     * An error about one problem.
     *
     * @param problem the problem
     * @param fault what is wrong with it, and with which value
     * @return the exception to throw
     */
    public static InputException at(int problem, String fault) {
        return new InputException(fault, problem, NONE);
    }

    /**
     * An error about one number.
     *
     * @param problem the problem it stands in, or {@link #NONE} if it belongs to all of them, as a class id does
     * @param entry the entry of the problem
     * @param fault what is wrong with it, and with which value
     * @return the exception to throw
     */
    public static InputException at(int problem, long entry, String fault) {
        return new InputException(fault, problem, entry);
    }

    /**
     * What is wrong, without the place.
     *
     * @return the message, less its beginning that names {@link #problem()} and {@link #entry()}
     */
    public String fault() {
        return fault;
    }

    /**
     * The problem at fault.
     *
     * @return its number from 0, or {@link #NONE}
     */
    public int problem() {
        return problem;
    }

    /**
     * The entry at fault.
     *
     * @return its number from 0, or {@link #NONE}
     */
    public long entry() {
        return entry;
    }

    /**
     * A score that is NaN.
     *
     * @param problem the problem it stands in
     * @param entry the entry of the problem
     * @return the exception to throw
     */
    public static InputException notANumber(int problem, long entry) {
        return at(problem, entry, "score is NaN");
    }

    /**
     * A score that is NaN, where scores lie in parts, such as the partitions of a table.
     *
     * @param part the part it stands in
     * @param entry the entry of the part
     * @return the exception to throw
     */
    public static InputException notANumberInPart(int part, long entry) {
        return at(NONE, entry, "score is NaN, in part " + part);
    }

    /**
     * A mass that infinite scores make impossible.
     *
     * @param problem the problem
     * @param k the mass asked for
     * @param ones how many scores are +∞
     * @param usable how many scores are not −∞
     * @return the exception to throw
     */
    public static InputException infeasible(int problem, double k, long ones, long usable) {
        return at(
                problem,
                "k = " + k + " can't be met, " + ones + " scores are +Infinity and " + usable + " are not -Infinity");
    }

    /**
     * Checks a temperature.
     *
     * @param tau should be positive and finite
     * @return the temperature
     * @throws InputException if it is not
     */
    public static double requireTemperature(double tau) {
        if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
            throw new InputException("tau must be positive and finite, was " + tau);
        }
        return tau;
    }

    /**
     * Checks a share of the scores.
     *
     * @param share should be in [0, 1]
     * @return the share
     * @throws InputException if it is not
     */
    public static double requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new InputException("share must be in [0, 1], was " + share);
        }
        return share;
    }

    /**
     * Checks the weight of a loss's anchor.
     *
     * @param anchor should be finite and at least 0
     * @return the weight
     * @throws InputException if it is not
     */
    public static double requireAnchor(double anchor) {
        if (!(anchor >= 0 && anchor < Double.POSITIVE_INFINITY)) {
            throw new InputException("anchor must be finite and at least 0, was " + anchor);
        }
        return anchor;
    }

    /**
     * A target that can't be used.
     *
     * @param target should be in [0, 1]
     * @param problem the problem it stands in
     * @param entry the entry of the problem
     * @return the exception to throw
     */
    public static InputException targetOutOfRange(double target, int problem, long entry) {
        return at(problem, entry, "target must be in [0, 1], was " + target);
    }

    /**
     * Checks a target.
     *
     * @param target should be in [0, 1]
     * @param problem the problem it stands in
     * @param entry the entry of the problem
     * @throws InputException if it is not
     */
    public static void requireTarget(double target, int problem, long entry) {
        if (!(target >= 0 && target <= 1)) {
            throw targetOutOfRange(target, problem, entry);
        }
    }

    /**
     * A weight that can't be used.
     *
     * @param weight should be finite and at least 0
     * @param problem the problem it stands in
     * @param entry the entry of the problem
     * @return the exception to throw
     */
    public static InputException weightOutOfRange(double weight, int problem, long entry) {
        return at(problem, entry, "weight must be finite and at least 0, was " + weight);
    }

    /**
     * Checks a weight.
     *
     * @param weight should be finite and at least 0
     * @param problem the problem it stands in
     * @param entry the entry of the problem
     * @throws InputException if it is not
     */
    public static void requireWeight(double weight, int problem, long entry) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw weightOutOfRange(weight, problem, entry);
        }
    }

    /**
     * A class id that can't be used.
     *
     * @param id should be in [0, classes)
     * @param classes number of classes
     * @param entry the entry whose class it is
     * @return the exception to throw
     */
    public static InputException classOutOfRange(int id, int classes, long entry) {
        return at(NONE, entry, "class id must be in [0, " + (classes - 1) + "], was " + id);
    }

    /**
     * Checks a class id.
     *
     * @param id should be in [0, classes)
     * @param classes number of classes
     * @param entry the entry whose class it is
     * @throws InputException if it is not
     */
    public static void requireClass(int id, int classes, long entry) {
        if (id < 0 || id >= classes) {
            throw classOutOfRange(id, classes, entry);
        }
    }
}
