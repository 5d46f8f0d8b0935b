package org.hypersimplex.cpu.pass;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** What differs in the vector passes for float; {@link DoubleLanes} is the same for double. */
final class FloatLanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final IntVector BITS_OF_ZERO = FloatVector.zero(SPECIES).reinterpretAsInts();
    private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;

    /** Int vectors with as many lanes. */
    private static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(SPECIES.length() * Integer.SIZE));

    /** How many lanes an accumulator has. */
    static final int WIDE_LANES = WIDE.length();

    private FloatLanes() {}

    /**
     * d clipped to [0, τ], where τ is positive: comparing the bits as ints does it, since positive numbers are ordered
     * like their bits, and negative ones have negative bits. Not for NaN.
     */
    static FloatVector clip(FloatVector d, FloatVector tau) {
        return d.reinterpretAsInts()
                .max(BITS_OF_ZERO)
                .min(tau.reinterpretAsInts())
                .reinterpretAsFloats();
    }

    /** Adds every lane to a lane of the accumulator, without rounding to float. */
    static DoubleVector accumulate(DoubleVector sum, FloatVector lanes) {
        return sum.add(part(lanes, 0).add(part(lanes, 1)));
    }

    private static DoubleVector part(FloatVector lanes, int part) {
        return (DoubleVector) lanes.convertShape(VectorOperators.F2D, WIDE, part);
    }

    /** An empty accumulator. */
    static DoubleVector zero() {
        return DoubleVector.zero(WIDE);
    }

    /** Which of the ids from index {@code at} on equal this one. */
    static VectorMask<Float> equal(int[] ids, int at, int id) {
        return compare(IntVector.fromArray(INTS, ids, at), id).cast(SPECIES);
    }

    private static VectorMask<Integer> compare(IntVector ids, int id) {
        return ids.compare(VectorOperators.EQ, id);
    }
}
