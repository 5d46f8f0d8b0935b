package org.hypersimplex.bench.assembly;

import java.util.Arrays;
import java.util.Optional;

/** The loops that most of a projection's time is spent in. */
enum Pass {
    ROUGH_COUNT("rough count", "VectorFloatSums", "approachBlock"),
    WRITE_AND_COUNT("write x and count", "VectorFloatSums", "projectMassBlock"),
    EXACT_COUNT("exact count", "VectorFloatSums", "countBlock"),
    WRITE("write x", "VectorFloatPasses", "project"),
    REDUCE("reduce to open scores", "VectorFloatReduction", "reduce"),
    CUT("reduce, none active for certain", "VectorFloatReduction", "cut");

    private static final String PACKAGE = "org.hypersimplex.cpu.pass.";

    private final String title;
    private final String type;
    private final String method;

    Pass(String title, String type, String method) {
        this.title = title;
        this.type = type;
        this.method = method;
    }

    String title() {
        return title;
    }

    /** The method, as the JVM names it. */
    String method() {
        return PACKAGE + type + "::" + method;
    }

    static Optional<Pass> of(String method) {
        return Arrays.stream(values())
                .filter(pass -> pass.method().equals(method))
                .findFirst();
    }
}
