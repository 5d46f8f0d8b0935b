package org.hypersimplex.fuzz;

import java.util.Arrays;
import java.util.List;
import org.hypersimplex.Backends;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;

/**
 * A call of the operator, made of bytes.
 *
 * @param backend an engine on this thread
 * @param precision of the scores
 * @param memory where the numbers lie
 * @param overload which method is called
 * @param batch how the problems lie
 * @param scores all numbers of the memory, those that belong to no problem included
 * @param k a mass for each problem
 * @param tau the temperature
 * @param guesses a guess of each threshold
 * @param upstream a direction for the Jacobian product
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ProjectionCase(
        Backend backend,
        Precision precision,
        Numbers.Memory memory,
        Overload overload,
        Batch batch,
        double[] scores,
        double[] k,
        double tau,
        double[] guesses,
        double[] upstream) {
    private static final List<Backend> ENGINES =
            List.of(Backends.named("vector", Parallelism.serial()), Backends.named("scalar", Parallelism.serial()));

    private enum Arguments {
        VALUES,
        ARRAYS,
        ONE_ARRAY
    }

    /** The ways to ask for a projection. */
    enum Overload {
        BATCH_WITH_THRESHOLDS(Arguments.VALUES, true, true),
        BATCH(Arguments.VALUES, true, false),
        IN_PLACE(Arguments.VALUES, true, true),
        FROM_GUESSES(Arguments.VALUES, true, true),
        THRESHOLDS(Arguments.VALUES, false, true),
        THRESHOLDS_FROM_GUESSES(Arguments.VALUES, false, true),
        BATCH_OF_ARRAYS_WITH_THRESHOLDS(Arguments.ARRAYS, true, true),
        BATCH_OF_ARRAYS(Arguments.ARRAYS, true, false),
        THRESHOLDS_OF_ARRAYS(Arguments.ARRAYS, false, true),
        ONE_ARRAY(Arguments.ONE_ARRAY, true, false),
        INTO_ONE_ARRAY(Arguments.ONE_ARRAY, true, true),
        THRESHOLD_OF_ONE_ARRAY(Arguments.ONE_ARRAY, false, true);

        private final Arguments arguments;
        private final boolean givesProjection;
        private final boolean givesThresholds;

        Overload(Arguments arguments, boolean givesProjection, boolean givesThresholds) {
            this.arguments = arguments;
            this.givesProjection = givesProjection;
            this.givesThresholds = givesThresholds;
        }

        boolean isOfOne() {
            return arguments == Arguments.ONE_ARRAY;
        }

        boolean givesProjection() {
            return givesProjection;
        }

        boolean givesThresholds() {
            return givesThresholds;
        }
    }

    static ProjectionCase of(byte[] bytes) {
        Dice dice = new Dice(bytes);
        Backend backend = ENGINES.get(dice.below(ENGINES.size()));
        Precision precision = dice.oneOf(Precision.values());
        Overload overload = dice.oneOf(Overload.values());
        Numbers.Memory memory =
                overload.arguments == Arguments.VALUES ? dice.oneOf(Numbers.Memory.values()) : Numbers.Memory.ARRAY;
        Batch batch = overload.isOfOne() ? Batch.one(length(dice)) : batch(dice);
        double tau = tau(dice);
        int form = dice.below(7);
        double[] scores = new double[(int) batch.extent() + dice.below(3) * (overload.isOfOne() ? 0 : 1)];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = dice.number(form, precision);
        }
        double[] k = new double[overload.isOfOne() || dice.below(2) == 0 ? 1 : batch.count()];
        long shortest = shortest(batch);
        for (int p = 0; p < k.length; p++) {
            k[p] = mass(dice, k.length == 1 ? shortest : batch.length(p));
        }
        double[] guesses = new double[batch.count()];
        Arrays.setAll(guesses, p -> dice.number(dice.below(7), Precision.DOUBLE));
        double[] upstream = new double[scores.length];
        Arrays.setAll(upstream, i -> dice.number(2, precision));
        return new ProjectionCase(backend, precision, memory, overload, batch, scores, k, tau, guesses, upstream);
    }

    double k(int problem) {
        return k[k.length == 1 ? 0 : problem];
    }

    /** The scores of a problem. */
    double[] problem(int problem) {
        double[] own = new double[(int) batch.length(problem)];
        Arrays.setAll(own, i -> scores[(int) batch.address(problem, i)]);
        return own;
    }

    /** Mostly short, so that many are tried, and now and then longer than a tile or a block of vectors. */
    private static int length(Dice dice) {
        int choice = dice.below(256);
        return choice < 240 ? 1 + choice % 40 : 1 + (choice - 240) * 97 + dice.below(64);
    }

    private static Batch batch(Dice dice) {
        int length = length(dice);
        int count = 1 + dice.below(4);
        int gap = dice.below(3);
        Batch batch =
                switch (dice.below(7)) {
                    case 0 -> Batch.rows(count, length);
                    case 1 -> Batch.columns(length, count);
                    case 2 -> Batch.rowsOfColumnMajor(count, length);
                    case 3 -> Batch.strided(count, length, 1 + gap, (long) length * (1 + gap) + gap);
                    case 4 -> Batch.strided(count, length, count + gap, 1);
                    case 5 -> Batch.ragged(lengths(dice, count, length));
                    default -> Batch.rows(count, length).withLengths(lengths(dice, count, length));
                };
        return batch.at(dice.below(3));
    }

    private static int[] lengths(Dice dice, int count, int longest) {
        int[] lengths = new int[count];
        Arrays.setAll(lengths, p -> 1 + (int) (dice.bits(2) % longest));
        return lengths;
    }

    private static long shortest(Batch batch) {
        long shortest = Long.MAX_VALUE;
        for (int p = 0; p < batch.count(); p++) {
            shortest = Math.min(shortest, batch.length(p));
        }
        return shortest;
    }

    private static double tau(Dice dice) {
        return switch (dice.below(8)) {
            case 0 -> Double.longBitsToDouble(dice.bits(8));
            case 1 -> 1;
            case 2 -> 1.5;
            case 3 -> dice.below(256) / 16.0;
            case 4 -> dice.below(256) / 256.0;
            default -> Math.scalb(1 + dice.below(256) / 256.0, (byte) dice.bits(1) / 4);
        };
    }

    private static double mass(Dice dice, long length) {
        return switch (dice.below(8)) {
            case 0 -> Double.longBitsToDouble(dice.bits(8));
            case 1 -> dice.below(256);
            case 2 -> length - dice.below(256) / 256.0;
            case 3 -> dice.below(256) / 256.0;
            case 4 -> length;
            case 5 -> Math.floor(length * dice.below(256) / 255.0);
            default -> length * dice.bits(2) / 65535.0;
        };
    }
}
