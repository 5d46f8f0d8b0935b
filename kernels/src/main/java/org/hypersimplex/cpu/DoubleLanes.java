package org.hypersimplex.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** What the vector passes need to know about double lanes; {@link FloatLanes} is the same for float. */
final class DoubleLanes {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private DoubleLanes() {}

    /** Adds every lane to the accumulator's. */
    static DoubleVector accumulate(DoubleVector sum, DoubleVector lanes) {
        return sum.add(lanes);
    }

    /** An empty accumulator. */
    static DoubleVector zero() {
        return DoubleVector.zero(SPECIES);
    }

    /** The sum of the accumulator's lanes, in the order of the lanes: that of reduceLanes may change with the JIT's mood. */
    static double sum(DoubleVector lanes, double[] scratch) {
        lanes.intoArray(scratch, 0);
        double sum = 0;
        for (int i = 0; i < lanes.length(); i++) {
            sum += scratch[i];
        }
        return sum;
    }
}
