package org.hypersimplex.lightgbm;

/** LightGBM refused or failed, or its library can't be found or called. Thread-safe. */
public final class LightGbmException extends RuntimeException {
    /**
     * An error without a cause in Java.
     *
     * @param message LightGBM's own message, or what went wrong
     */
    public LightGbmException(String message) {
        super(message);
    }

    /**
     * An error that has a cause in Java.
     *
     * @param message what went wrong
     * @param cause why
     */
    public LightGbmException(String message, Throwable cause) {
        super(message, cause);
    }
}
