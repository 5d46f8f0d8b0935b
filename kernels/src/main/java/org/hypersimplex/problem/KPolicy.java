package org.hypersimplex.problem;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * How the loss chooses the mass k of each problem, which its projection x sums to: how many of a batch's n samples
 * should belong to the class. Every policy's k is clipped to [0, n]. Policies are serializable because they are sent to
 * the workers of distributed training; they aren't meant to be stored. They are immutable and thread-safe.
 */
public sealed interface KPolicy extends Serializable {
    /**
     * The mass of one problem.
     *
     * @param problem the problem, such as the class, 0 to count − 1
     * @param n how many entries take part in the projection, those of weight 0 not included
     * @param positives the sum of these entries' targets
     * @return k in [0, n]
     */
    double k(int problem, long n, double positives);

    /**
     * Checks that the policy has a number for every problem.
     *
     * @param count number of problems
     * @throws InputException if it has neither one number for all problems nor one for each
     */
    default void requireFits(int count) {}

    /**
     * The number of positives that the batch has of the class (the paper, section 4.6); for soft targets, their sum.
     *
     * @return the policy
     */
    static KPolicy positives() {
        return new Positives();
    }

    /**
     * ⌊n/2⌋ for every class, as in the authors' runs. The loss can't reach 0 with it unless half of the batch is
     * positive.
     *
     * @return the policy
     */
    static KPolicy half() {
        return new Fraction(0.5);
    }

    /**
     * ⌊fraction · n⌋ for every class.
     *
     * @param fraction in [0, 1]
     * @return the policy
     * @throws InputException if the fraction is out of range
     */
    static KPolicy fraction(double fraction) {
        return new Fraction(fraction);
    }

    /**
     * Fixed numbers, whole or not, whatever n is.
     *
     * @param k one for all problems, or one per problem; finite and at least 0
     * @return the policy
     * @throws InputException if there is no number, or one is out of range
     */
    static KPolicy fixed(double... k) {
        return new Fixed(k);
    }

    /**
     * The class prior times n, not rounded.
     *
     * @param prior the share of each class, one for all problems or one per problem, each in [0, 1]
     * @return the policy
     * @throws InputException if there is no number, or one is out of range
     */
    static KPolicy prior(double... prior) {
        return new Prior(prior);
    }

    /** See {@link #positives()}. */
    record Positives() implements KPolicy {
        @Override
        public double k(int problem, long n, double positives) {
            return Math.min((double) n, Math.max(0, positives));
        }

        @Override
        public String toString() {
            return "positives";
        }
    }

    /**
     * See {@link #fraction(double)}.
     *
     * @param fraction in [0, 1]
     */
    record Fraction(double fraction) implements KPolicy {
        /** Checks the fraction. */
        public Fraction {
            PerProblem.requireIn(new double[] {fraction}, 1, "fraction");
        }

        @Override
        public double k(int problem, long n, double positives) {
            return Math.floor(fraction * n);
        }

        @Override
        public String toString() {
            return fraction == 0.5 ? "half" : "fraction " + fraction;
        }
    }

    /** See {@link #fixed(double...)}. */
    final class Fixed extends PerProblem implements KPolicy {
        private Fixed(double[] k) {
            super("fixed", k, Double.MAX_VALUE);
        }

        @Override
        public double k(int problem, long n, double positives) {
            return Math.min((double) n, value(problem));
        }
    }

    /** See {@link #prior(double...)}. */
    final class Prior extends PerProblem implements KPolicy {
        private Prior(double[] prior) {
            super("prior", prior, 1);
        }

        @Override
        public double k(int problem, long n, double positives) {
            return (double) n * value(problem);
        }
    }

    /**
     * A number for all problems or one for each.
     *
     * @serial exclude
     */
    abstract sealed class PerProblem implements Serializable permits Fixed, Prior {
        private final String name;
        private final double[] values;

        private PerProblem(String name, double[] values, double most) {
            this.name = name;
            this.values = values.clone();
            requireIn(this.values, most, name + " k policy");
        }

        final double value(int problem) {
            return values[values.length == 1 ? 0 : problem];
        }

        /**
         * The numbers.
         *
         * @return a copy, of length 1 or the number of problems
         */
        public final double[] values() {
            return values.clone();
        }

        /**
         * Checks that there is a number for every problem, or one for all.
         *
         * @param count number of problems
         */
        public final void requireFits(int count) {
            if (values.length != 1 && values.length != count) {
                throw new InputException(
                        name + " k policy has " + values.length + " numbers for " + count + " problems");
            }
        }

        private static void requireIn(double[] values, double most, String name) {
            if (values.length == 0) {
                throw new InputException(name + " needs at least one number");
            }
            for (int p = 0; p < values.length; p++) {
                if (!(values[p] >= 0 && values[p] <= most)) {
                    throw new InputException(
                            name + ": number " + p + " must be in [0, " + most + "], was " + values[p]);
                }
            }
        }

        @Override
        public final boolean equals(Object other) {
            return other instanceof PerProblem that && name.equals(that.name) && Arrays.equals(values, that.values);
        }

        @Override
        public final int hashCode() {
            return Objects.hash(name, Arrays.hashCode(values));
        }

        @Override
        public final String toString() {
            return name + " " + Arrays.toString(values);
        }
    }
}
