package org.hypersimplex.bench.assembly;

import java.util.Arrays;
import java.util.Optional;

/** The loops that most of a projection's time is spent in. */
enum Pass {
    ROUGH_COUNT("rough count", 1, "VectorFloatSums", "approachBlock"),
    WRITE_AND_COUNT("write x and count", 1, "VectorFloatSums", "projectMassBlock"),
    EXACT_COUNT("exact count", 1, "VectorFloatSums", "countBlock"),
    WRITE("write x", 1, "VectorFloatPasses", "project"),
    REDUCE("reduce to open scores", 1, "VectorFloatReduction", "reduce"),
    CUT("reduce, none active for certain", 1, "VectorFloatReduction", "cut"),
    ROWS_COUNT("many problems at once: rough count", 1, "VectorFloatLoops", "count"),
    ROWS_CONFIRM("many problems at once: exact count", 1, "VectorFloatLoops", "confirm"),
    ROWS_PARTITION("many problems at once: entries of each kind", 1, "VectorFloatLoops", "partition"),
    ROWS_RESIDUAL("row-major loss: residuals and exact count", 2, "VectorFloatLoops", "residual"),
    ROWS_GRADIENT("row-major loss: gradient", 2, "VectorFloatLoops", "gradient"),
    UPPER_BITS("rows to lanes, first half", 1, "VectorFloatBundles", "upperBits"),
    LOWER_BITS("rows to lanes, second half", 1, "VectorFloatBundles", "lowerBits");

    private static final String PACKAGE = "org.hypersimplex.cpu.pass.";

    private final String title;
    private final int reads;
    private final String type;
    private final String method;

    /** Reads are the loads for each vector of scores: a second one is that of the classes. */
    Pass(String title, int reads, String type, String method) {
        this.title = title;
        this.reads = reads;
        this.type = type;
        this.method = method;
    }

    String title() {
        return title;
    }

    /** How many vectors of scores a turn of the loop takes. */
    int vectors(PassCode code) {
        return code.loads() / reads;
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
