package org.hypersimplex.problem;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A view of numbers in memory that someone else owns: a {@code float[]}, a {@code double[]}, or a memory segment on or
 * off the heap that holds either type in the machine's byte order. Nothing is copied; a {@link Batch} says which of the
 * numbers belong to which problem. The view is immutable and small, and may be kept for as long as the memory lives. It
 * is thread-safe; what threads do to the memory at the same time is for its owner to arrange.
 */
public final class Values {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final Precision precision;
    private final long size;
    private final float @Nullable [] floats;
    private final double @Nullable [] doubles;
    private final @Nullable MemorySegment segment;

    private Values(
            Precision precision,
            long size,
            float @Nullable [] floats,
            double @Nullable [] doubles,
            @Nullable MemorySegment segment) {
        this.precision = precision;
        this.size = size;
        this.floats = floats;
        this.doubles = doubles;
        this.segment = segment;
    }

    /**
     * Views an array.
     *
     * @param array the numbers; not copied
     * @return the view
     */
    public static Values of(float[] array) {
        return new Values(Precision.FLOAT, array.length, array, null, null);
    }

    /**
     * Views an array.
     *
     * @param array the numbers; not copied
     * @return the view
     */
    public static Values of(double[] array) {
        return new Values(Precision.DOUBLE, array.length, null, array, null);
    }

    /**
     * Views a segment of floats, which may be off the heap, unaligned, and longer than an array can be.
     *
     * @param segment the numbers in native byte order; not copied
     * @return the view
     * @throws InputException if the segment's size is no multiple of 4 bytes
     */
    public static Values ofFloats(MemorySegment segment) {
        return of(segment, Precision.FLOAT);
    }

    /**
     * Views a segment of doubles, which may be off the heap, unaligned, and longer than an array can be.
     *
     * @param segment the numbers in native byte order; not copied
     * @return the view
     * @throws InputException if the segment's size is no multiple of 8 bytes
     */
    public static Values ofDoubles(MemorySegment segment) {
        return of(segment, Precision.DOUBLE);
    }

    private static Values of(MemorySegment segment, Precision precision) {
        long bytes = segment.byteSize();
        if (bytes % precision.bytes() != 0) {
            throw new InputException(
                    "segment of " + bytes + " bytes is no multiple of " + precision.bytes() + " bytes");
        }
        return new Values(precision, bytes / precision.bytes(), null, null, segment);
    }

    /**
     * The type of the numbers.
     *
     * @return float or double
     */
    public Precision precision() {
        return precision;
    }

    /**
     * How many numbers there are.
     *
     * @return the count, at least 0
     */
    public long size() {
        return size;
    }

    /**
     * Checks that these numbers have the same type as others.
     *
     * @param scores the others
     * @param name what these are, for the message
     * @throws InputException if one is float and the other double
     */
    public void requireTypeOf(Values scores, String name) {
        if (precision != scores.precision) {
            throw new InputException(name + " is " + precision + ", the scores are " + scores.precision
                    + "; both must have the same type");
        }
    }

    /**
     * Whether writing these numbers may change others.
     *
     * @param other the others
     * @return false only if the two lie apart for sure
     */
    public boolean mayShareMemory(Values other) {
        MemorySegment own = segment;
        MemorySegment others = other.segment;
        if (own == null && others == null) {
            return floats == other.floats && doubles == other.doubles;
        }
        if (own != null && own.isNative() && others != null && others.isNative()) {
            return own.address() < others.address() + others.byteSize()
                    && others.address() < own.address() + own.byteSize();
        }
        // A segment on the heap doesn't tell whose array it views.
        return (own == null || !own.isNative()) && (others == null || !others.isNative());
    }

    /**
     * Checks that a thread can use these numbers: memory of a confined arena belongs to one thread, and that of a closed one
     * to none.
     *
     * @param thread who would read or write
     * @param name what these are, for the message
     * @throws InputException if it can't
     */
    public void requireAccessible(Thread thread, String name) {
        if (segment == null) {
            return;
        }
        if (!segment.scope().isAlive()) {
            throw new InputException(name + " can't be used: the arena of its memory is closed");
        }
        if (!segment.isAccessibleBy(thread)) {
            throw new InputException(name + " can't be used: its memory is confined to another thread than "
                    + thread.getName() + "; an arena of Arena.ofShared() has no such bound");
        }
    }

    /**
     * Whether these numbers can be written to.
     *
     * @return false for a read-only segment
     */
    public boolean isWritable() {
        return segment == null || !segment.isReadOnly();
    }

    /**
     * Reads one number. Slow; meant for occasional use: the engines read {@link #floats()}, {@link #doubles()} or
     * {@link #segment()} directly.
     *
     * @param index 0 to size − 1
     * @return the number, widened if it is a float
     */
    public double get(long index) {
        if (floats != null) {
            return floats[Math.toIntExact(index)];
        }
        if (doubles != null) {
            return doubles[Math.toIntExact(index)];
        }
        MemorySegment memory = Objects.requireNonNull(segment);
        return precision == Precision.FLOAT ? memory.getAtIndex(FLOAT, index) : memory.getAtIndex(DOUBLE, index);
    }

    /**
     * Writes one number. Slow; meant for occasional use.
     *
     * @param index 0 to size − 1
     * @param value the number, rounded to the type held
     */
    public void set(long index, double value) {
        if (floats != null) {
            floats[Math.toIntExact(index)] = (float) value;
        } else if (doubles != null) {
            doubles[Math.toIntExact(index)] = value;
        } else if (precision == Precision.FLOAT) {
            Objects.requireNonNull(segment).setAtIndex(FLOAT, index, (float) value);
        } else {
            Objects.requireNonNull(segment).setAtIndex(DOUBLE, index, value);
        }
    }

    /**
     * The array viewed, if it is a {@code float[]}.
     *
     * @return the array itself, or null
     */
    public float @Nullable [] floats() {
        return floats;
    }

    /**
     * The array viewed, if it is a {@code double[]}.
     *
     * @return the array itself, or null
     */
    public double @Nullable [] doubles() {
        return doubles;
    }

    /**
     * The segment viewed, if it is one.
     *
     * @return the segment itself, or null
     */
    public @Nullable MemorySegment segment() {
        return segment;
    }
}
