package org.hypersimplex.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** What the vector passes need to know about double lanes; {@link FloatLanes} is the same for float. */
final class DoubleLanes {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /** Lanes of an accumulator. */
    static final int WIDE_LANES = SPECIES.length();

    private DoubleLanes() {}

    /** Adds every lane to the accumulator's. */
    static DoubleVector accumulate(DoubleVector sum, DoubleVector lanes) {
        return sum.add(lanes);
    }

    /** An empty accumulator. */
    static DoubleVector zero() {
        return DoubleVector.zero(SPECIES);
    }
}
