package org.hypersimplex.spark;

import java.util.function.Supplier;
import org.hypersimplex.problem.InputException;

/** Errors of tasks, which Spark wraps in errors of stages and jobs. */
final class Causes {
    private Causes() {}

    /**
     * Runs jobs, and throws what a task complained about as if it had happened here.
     *
     * @throws InputException if that is why the jobs failed
     */
    static <T> T unwrap(Supplier<T> jobs) {
        try {
            return jobs.get();
        } catch (RuntimeException e) {
            throw of(e);
        } catch (Exception e) {
            // Scala throws checked exceptions without saying so.
            throw of(e);
        }
    }

    private static RuntimeException of(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputException input) {
                return input(input, failure);
            }
        }
        return failure instanceof RuntimeException same ? same : new IllegalStateException(failure);
    }

    /** The same complaint, thrown here. */
    static InputException input(InputException complaint, Exception failure) {
        InputException found = new InputException(String.valueOf(complaint.getMessage()));
        found.initCause(failure);
        return found;
    }
}
