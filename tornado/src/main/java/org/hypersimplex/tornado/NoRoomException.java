package org.hypersimplex.tornado;

/** The device has not enough memory for a launch's buffers. */
final class NoRoomException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NoRoomException(String message, Throwable cause) {
        super(message, cause);
    }
}
