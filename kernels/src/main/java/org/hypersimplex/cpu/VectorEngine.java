package org.hypersimplex.cpu;

import jdk.incubator.vector.FloatVector;

/** The vector engine. Not to be touched before {@link VectorSupport} says that the incubator module is there. */
final class VectorEngine {
    private VectorEngine() {}

    static int bits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    static Engine engine(String why) {
        return new Engine(
                "vector",
                "Vector API, " + bits() + " bits (" + why + ")",
                new VectorFloatPasses(),
                new VectorDoublePasses());
    }
}
