package org.hypersimplex.fuzz;

import org.hypersimplex.problem.Precision;

/** Turns bytes into choices and numbers, over and over again from the first byte on, so that few bytes make long problems. */
final class Dice {
    private final byte[] bytes;
    private int next;

    Dice(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A number from 0 to less than the bound, which is at most 256. */
    int below(int bound) {
        return (int) bits(1) % bound;
    }

    /** One of these, which are at most 256. */
    <T> T oneOf(T[] choices) {
        return choices[below(choices.length)];
    }

    /** So many bytes. */
    long bits(int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits = bits << 8 | (bytes[next++ % bytes.length] & 0xFF);
        }
        return bits;
    }

    /** A number of any kind, as the precision holds it: any bits, or one of few values, that make ties and kinks. */
    double number(int form, Precision precision) {
        double number =
                switch (form) {
                    case 0 ->
                        precision == Precision.FLOAT
                                ? Float.intBitsToFloat((int) bits(4))
                                : Double.longBitsToDouble(bits(8));
                    case 1 -> (byte) bits(1) / 16.0;
                    case 2 -> (short) bits(2) / 256.0;
                    case 3 -> 1e6 + (byte) bits(1) / 64.0;
                    case 4 -> (int) bits(4) * 0x1p-31;
                    case 5 -> special((int) bits(1));
                    default -> Math.scalb((byte) bits(1), (byte) bits(1) / 8);
                };
        return precision == Precision.FLOAT ? (float) number : number;
    }

    private static double special(int choice) {
        return switch (choice) {
            case 0, 1, 2, 3 -> Double.NEGATIVE_INFINITY;
            case 4, 5 -> Double.POSITIVE_INFINITY;
            case 6 -> Double.NaN;
            case 7 -> -0.0;
            default -> (byte) choice / 8.0;
        };
    }
}
