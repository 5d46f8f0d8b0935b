package org.hypersimplex.xgboost;

/** The workers can't agree on a number any more, because one of them is gone or the network is: training must end. */
public final class AllReduceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Reports a failed reduction.
     *
     * @param message what went wrong
     * @param cause what the communicator said
     */
    public AllReduceException(String message, Throwable cause) {
        super(message, cause);
    }
}
