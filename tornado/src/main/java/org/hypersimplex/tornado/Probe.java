package org.hypersimplex.tornado;

import org.jspecify.annotations.Nullable;

/** Finds out, once, whether TornadoVM can run here. If it can't, it throws exceptions and errors of many types. */
final class Probe {
    /** Set by the JVM arguments that come with an SDK of TornadoVM; without it TornadoVM isn't even tried. */
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
        // A kernel that can't be compiled must fail: by default TornadoVM runs it in one thread of Java, with wrong
        // results.
        System.setProperty("tornado.recover.bailout", "False");
        // TornadoVM clears room for so many events at every launch: its own 32,768 cost more than the launch itself.
        System.setProperty("tornado.max.events", System.getProperty("tornado.max.events", "512"));
        // By default no method of more than some hundred operations may be called from a kernel.
        System.setProperty("tornado.compiler.fullInlining", "True");
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
