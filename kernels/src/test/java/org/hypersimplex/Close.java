package org.hypersimplex;

/** Compares long arrays quickly, and names the entry that is furthest off. */
final class Close {
    private Close() {}

    static void check(String what, double[] actual, double[] expected, double tolerance) {
        if (actual.length != expected.length) {
            throw new AssertionError(what + ": " + actual.length + " numbers, expected " + expected.length);
        }
        int worst = -1;
        double most = tolerance;
        for (int i = 0; i < actual.length; i++) {
            double off = Double.compare(actual[i], expected[i]) == 0 ? 0 : Math.abs(actual[i] - expected[i]);
            if (!(off <= most)) {
                worst = i;
                most = off;
            }
        }
        if (worst >= 0) {
            throw new AssertionError(what + ": entry " + worst + " is " + actual[worst] + ", expected "
                    + expected[worst] + " within " + tolerance + ", off by " + most);
        }
    }

    /** The same bits, but for the sign of zero. */
    static void checkSame(String what, double[] actual, double[] expected) {
        check(what, actual, expected, 0);
    }
}
