package org.hypersimplex.tornado;

import org.jspecify.annotations.Nullable;

/** Finds out, once, whether TornadoVM can run here. What TornadoVM throws when it can't is of many kinds. */
final class Probe {
    /** Set by the arguments that come with an SDK; without it TornadoVM's classes are not even looked for. */
    private static final String RUNTIME = "tornado.load.runtime.implementation";

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
        if (System.getProperty(RUNTIME) == null) {
            return "this JVM was not started with the arguments of a TornadoVM SDK"
                    + " (java @$TORNADOVM_HOME/tornado-argfile ...)";
        }
        // A kernel that can't be compiled must fail: TornadoVM's way out, one sequential thread, gives wrong numbers.
        System.setProperty("tornado.recover.bailout", "False");
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
