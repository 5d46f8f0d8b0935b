package org.hypersimplex.cpu.operation;

import org.hypersimplex.problem.Batch;

/**
 * Adds calls to a JDK Flight Recorder recording, if the JVM can make one. Costs no more than reading a flag when nobody
 * records.
 */
final class FlightRecorder {
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent()
                    && FlightRecorder.class
                            .getModule()
                            .canRead(ModuleLayer.boot().findModule("jdk.jfr").orElseThrow());

    private FlightRecorder() {}

    /** Whether anybody records. */
    static boolean listens() {
        return PRESENT && CallEvent.TYPE.isEnabled();
    }

    static void record(String operation, Batch batch, long passes) {
        CallEvent event = new CallEvent();
        event.operation = operation;
        event.problems = batch.count();
        for (int p = 0; p < batch.count(); p++) {
            event.entries += batch.length(p);
        }
        event.passes = passes;
        event.commit();
    }
}
