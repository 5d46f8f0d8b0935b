package org.hypersimplex.spi;

/**
 * A reduction over the workers failed, since one of them or the network is gone. Training can't go on. Thread-safe.
 */
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
