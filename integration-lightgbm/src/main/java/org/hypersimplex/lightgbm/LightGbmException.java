package org.hypersimplex.lightgbm;

/** LightGBM refused or failed; the message is its own. */
public final class LightGbmException extends RuntimeException {
    /**
     * An error of LightGBM's.
     *
     * @param message what it says
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
