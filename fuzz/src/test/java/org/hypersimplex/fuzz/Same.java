package org.hypersimplex.fuzz;

import java.util.Objects;

/** Comparisons whose failure tells what differs. */
final class Same {
    private Same() {}

    static void require(String what, Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError(what + ": " + actual + ", expected " + expected);
        }
    }
}
