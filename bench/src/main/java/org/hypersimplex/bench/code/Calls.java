package org.hypersimplex.bench.code;

import org.hypersimplex.Backends;
import org.hypersimplex.spi.Backend;

/**
 * The program that makes the calls, in a JVM whose driver is the stub. It prints a line in front of each piece of work,
 * with the time in microseconds by the clock that the stub's log goes by, so that the log can be cut into pieces.
 */
final class Calls {
    /** What a line starts with. */
    static final String MARK = "work ";

    private Calls() {}

    /** Makes all calls. */
    public static void main(String[] args) {
        try (Backend gpu = Backends.gpu()) {
            for (Work work : Work.values()) {
                System.out.printf("%s%s %d%n", MARK, work, System.nanoTime() / 1000);
                for (int i = 0; i < work.repetitions(); i++) {
                    attempt(work, gpu);
                }
            }
        }
    }

    /** Kernels do nothing, so that a search over several launches finds no solution: that is an answer, too. */
    private static void attempt(Work work, Backend gpu) {
        try {
            work.call(gpu);
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).contains("did not end")) {
                throw e;
            }
        }
    }
}
