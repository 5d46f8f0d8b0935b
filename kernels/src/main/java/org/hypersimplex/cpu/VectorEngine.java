package org.hypersimplex.cpu;

import jdk.incubator.vector.FloatVector;
import org.hypersimplex.cpu.pass.DoublePasses;
import org.hypersimplex.cpu.pass.FloatPasses;
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

    /** Vectors from the first call on. */
    static Engine engine(String why) {
        return engine("vector", why, new VectorFloatPasses(), new VectorDoublePasses());
    }

    /** Vectors as soon as the JVM has compiled them; the results have the same bits. */
    static Engine gradual(String why) {
        return engine(
                "gradual",
                why + ", from when it is compiled",
                new VectorFloatPasses().warming(),
                new VectorDoublePasses().warming());
    }

    private static Engine engine(String name, String why, FloatPasses floats, DoublePasses doubles) {
        return new Engine(name, "Vector API, " + bits() + " bits (" + why + ")", bits(), floats, doubles);
    }
}
