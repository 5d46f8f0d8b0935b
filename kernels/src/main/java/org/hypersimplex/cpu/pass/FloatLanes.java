package org.hypersimplex.cpu.pass;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** What differs in the vector passes for float; {@link DoubleLanes} is the same for double. */
final class FloatLanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final IntVector BITS_OF_ZERO = FloatVector.zero(SPECIES).reinterpretAsInts();
    private static final IntVector BITS_OF_ONE =
            FloatVector.broadcast(SPECIES, 1).reinterpretAsInts();
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

    /** x clipped to [0, 1] in the same way. */
    static FloatVector unit(FloatVector x) {
        return x.reinterpretAsInts().max(BITS_OF_ZERO).min(BITS_OF_ONE).reinterpretAsFloats();
    }

    /** Adds every lane to a lane of the accumulator, without rounding to float. */
    static DoubleVector accumulate(DoubleVector sum, FloatVector lanes) {
        return sum.add(part(lanes, 0).add(part(lanes, 1)));
    }

    private static DoubleVector part(FloatVector lanes, int part) {
        return (DoubleVector) lanes.convertShape(VectorOperators.F2D, WIDE, part);
    }

    /** As many doubles as an accumulator has. */
    static DoubleVector wide(double[] array, int at) {
        return DoubleVector.fromArray(WIDE, array, at);
    }

    /** An empty accumulator. */
    static DoubleVector zero() {
        return DoubleVector.zero(WIDE);
    }

    /** Which of the ids from index {@code at} on equal this one. */
    static VectorMask<Float> equal(int[] ids, int at, int id) {
        return compare(IntVector.fromArray(INTS, ids, at), id).cast(SPECIES);
    }

    /** The lanes whose row's class is their column; the rows' class ids begin at index {@code at}. */
    static VectorMask<Float> hot(int[] ids, int at, VectorShuffle<Integer> rows, IntVector columns) {
        return equal(IntVector.fromArray(INTS, ids, at).rearrange(rows), columns);
    }

    private static VectorMask<Float> equal(IntVector ids, IntVector columns) {
        return ids.compare(VectorOperators.EQ, columns).cast(SPECIES);
    }

    /** Those of some lanes where a number is less. A comparison of these alone is faster than one that is combined with others. */
    static VectorMask<Float> less(FloatVector a, FloatVector b, VectorMask<Float> lanes) {
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
