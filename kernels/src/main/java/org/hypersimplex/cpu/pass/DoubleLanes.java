package org.hypersimplex.cpu.pass;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
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
    private static final LongVector BITS_OF_ONE =
            DoubleVector.broadcast(SPECIES, 1).reinterpretAsLongs();

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

    /** x clipped to [0, 1] in the same way. */
    static DoubleVector unit(DoubleVector x) {
        return x.reinterpretAsLongs().max(BITS_OF_ZERO).min(BITS_OF_ONE).reinterpretAsDoubles();
    }

    /** Adds every lane to the accumulator's. */
    static DoubleVector accumulate(DoubleVector sum, DoubleVector lanes) {
        return sum.add(lanes);
    }

    /** As many doubles as an accumulator has. */
    static DoubleVector wide(double[] array, int at) {
        return DoubleVector.fromArray(SPECIES, array, at);
    }

    /** An empty accumulator. */
    static DoubleVector zero() {
        return DoubleVector.zero(SPECIES);
    }

    /** Which of the ids from index {@code at} on equal this one. */
    static VectorMask<Double> equal(int[] ids, int at, int id) {
        return compare(IntVector.fromArray(INTS, ids, at), id).cast(SPECIES);
    }

    /** The lanes whose row's class is their column; the rows' class ids begin at index {@code at}. */
    static VectorMask<Double> hot(int[] ids, int at, VectorShuffle<Integer> rows, IntVector columns) {
        return equal(IntVector.fromArray(INTS, ids, at).rearrange(rows), columns);
    }

    private static VectorMask<Double> equal(IntVector ids, IntVector columns) {
        return ids.compare(VectorOperators.EQ, columns).cast(SPECIES);
    }

    /** Those of some lanes where a number is less. A comparison of these alone is faster than one that is combined with others. */
    static VectorMask<Double> less(DoubleVector a, DoubleVector b, VectorMask<Double> lanes) {
        return a.compare(VectorOperators.LT, b, lanes);
    }

    /** Numbers that belong to the lanes from index {@code at} on. */
    static IntVector ints(int[] array, int at) {
        return IntVector.fromArray(INTS, array, at);
    }

    /** What {@link #shuffle(int[], int)} made, kept where types of the incubator must not be named. */
    @SuppressWarnings("unchecked")
    static VectorShuffle<Integer> shuffle(Object made) {
        return (VectorShuffle<Integer>) made;
    }

    /** Which lane of the ids loaded each lane takes. */
    static VectorShuffle<Integer> shuffle(int[] from, int at) {
        return VectorShuffle.fromArray(INTS, from, at);
    }

    private static VectorMask<Integer> compare(IntVector ids, int id) {
        return ids.compare(VectorOperators.EQ, id);
    }
}
