package org.hypersimplex.cpu;

import jdk.incubator.vector.FloatVector;
import org.hypersimplex.cpu.pass.VectorDoublePasses;
import org.hypersimplex.cpu.pass.VectorFloatPasses;

/**
 * The vector engine. Not to be used before {@link VectorSupport} has found the incubator module: without it, this class
 * can't be linked.
 */
final class VectorEngine {
    private VectorEngine() {}

    static int bits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    static Engine engine(String why) {
        return new Engine(
                "vector",
                "Vector API, " + bits() + " bits (" + why + ")",
                bits(),
                new VectorFloatPasses(),
                new VectorDoublePasses());
    }
}
