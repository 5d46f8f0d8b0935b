package org.hypersimplex.merging;

/** Doubles in their order: as whole numbers, so that a range of them can be divided evenly, and rounded downwards. */
final class Doubles {
    private static final long INFINITE = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

    private Doubles() {}

    /**
     * The place of a number among all doubles: the next larger double has the next larger key.
     *
     * @param value not NaN, and not the negative zero
     */
    static long key(double value) {
        long bits = Double.doubleToRawLongBits(value);
        // The bits of negative numbers grow with their size.
        return bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
    }

    /** The number with a key; −∞ for keys below that of −∞, +∞ for those above that of +∞. */
    static double value(long key) {
        long number = Math.max(~INFINITE, Math.min(INFINITE, key));
        // The key before that of 0 is the negative zero's.
        return number == -1 ? 0 : Double.longBitsToDouble(number >= 0 ? number : number ^ Long.MAX_VALUE);
    }

    /** The largest double that is not above a − b without rounding. */
    static double differenceDown(double a, double b) {
        double difference = a - b;
        return lost(a, -b, difference) < 0 ? Math.nextDown(difference) : difference;
    }

    /** The smallest double that is not below a + b without rounding. */
    static double sumUp(double a, double b) {
        double sum = a + b;
        return lost(a, b, sum) > 0 ? Math.nextUp(sum) : sum;
    }

    /** What rounding took from a sum: a + b without rounding, less {@code sum} (Knuth's two-sum). */
    static double lost(double a, double b, double sum) {
        double virtual = sum - a;
        return (a - (sum - virtual)) + (b - virtual);
    }
}
