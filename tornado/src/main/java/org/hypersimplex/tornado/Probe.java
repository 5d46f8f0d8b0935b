package org.hypersimplex.tornado;

import org.jspecify.annotations.Nullable;

/** Finds out, once, whether TornadoVM can run here. If it can't, it throws exceptions and errors of many types. */
final class Probe {
    private static final class Once {
        static final @Nullable String WHY_NOT = look();
    }

    private Probe() {}

    /** Why there is no GPU here, as a sentence; null if there is one. */
    static @Nullable String whyNot() {
        return Once.WHY_NOT;
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static @Nullable String look() {
        if (System.getProperty(Sdk.RUNTIME) == null) {
            return "this JVM was not started with the arguments of a TornadoVM SDK"
                    + " (java @$TORNADOVM_HOME/tornado-argfile ...)";
        }
        try {
            return Device.whyNot();
        } catch (Throwable e) { // also UnsatisfiedLinkError, InternalError, NoClassDefFoundError,
            // ExceptionInInitializerError
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            String message =
                    cause.getMessage() == null ? "" : ": " + cause.getMessage().strip();
            return "TornadoVM does not start (" + cause.getClass().getSimpleName() + message + ")";
        }
    }
}
