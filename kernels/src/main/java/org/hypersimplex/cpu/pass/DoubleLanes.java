package org.hypersimplex.cpu.pass;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** What differs in the vector passes for double; {@link FloatLanes} is the same for float. */
final class DoubleLanes {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /** Int vectors with as many lanes. */
    private static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(SPECIES.length() * Integer.SIZE));

    /** How many lanes an accumulator has. */
    static final int WIDE_LANES = SPECIES.length();

    private static final LongVector BITS_OF_ZERO = DoubleVector.zero(SPECIES).reinterpretAsLongs();

    private DoubleLanes() {}

    /**
     * d clipped to [0, τ], where τ is positive: comparing the bits as longs does it, since positive numbers are ordered
     * like their bits, and negative ones have negative bits. Not for NaN.
     */
    static DoubleVector clip(DoubleVector d, DoubleVector tau) {
        return d.reinterpretAsLongs()
                .max(BITS_OF_ZERO)
                .min(tau.reinterpretAsLongs())
                .reinterpretAsDoubles();
    }

    /** Adds every lane to the accumulator's. */
    static DoubleVector accumulate(DoubleVector sum, DoubleVector lanes) {
        return sum.add(lanes);
    }

    /** An empty accumulator. */
    static DoubleVector zero() {
        return DoubleVector.zero(SPECIES);
    }

    /** Which of the ids from index {@code at} on equal this one. */
    static VectorMask<Double> equal(int[] ids, int at, int id) {
        return compare(IntVector.fromArray(INTS, ids, at), id).cast(SPECIES);
    }

    private static VectorMask<Integer> compare(IntVector ids, int id) {
        return ids.compare(VectorOperators.EQ, id);
    }
}
