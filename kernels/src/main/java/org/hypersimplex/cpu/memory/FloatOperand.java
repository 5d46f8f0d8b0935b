package org.hypersimplex.cpu.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;

/**
 * One operand of a call, numbers and their layout, seen as problems of contiguous floats. What lies contiguous in a
 * {@code float[]} is used in place; everything else (segments, strides, the other precision) is copied to and from
 * scratch arrays, a tile or chunk at a time.
 */
public final class FloatOperand implements FloatSource {
    private static final Values NOTHING = Values.of(new float[0]);
    private static final Batch NOWHERE = Batch.one(1);

    private Values values = NOTHING;
    private Batch batch = NOWHERE;
    private float @Nullable [] array;
    private @Nullable MemorySegment segment;

    /** Sets the numbers and their layout. */
    public void set(Values values, Batch batch) {
        this.values = values;
        this.batch = batch;
        this.array = values.floats();
        this.segment = values.precision().bytes() == Float.BYTES ? values.segment() : null;
    }

    /** Lets go of the caller's memory. */
    public void clear() {
        set(NOTHING, NOWHERE);
    }

    /** Whether writing here may change another operand's numbers. */
    public boolean mayShareMemory(FloatOperand other) {
        return values.mayShareMemory(other.values);
    }

    @Override
    public float @Nullable [] direct() {
        return batch.entryStride() == 1 ? array : null;
    }

    @Override
    public int at(int problem, long entry) {
        return (int) batch.address(problem, entry);
    }

    @Override
    public boolean interleaved() {
        return batch.entryStride() > 1 && batch.problemStride() < batch.entryStride();
    }

    @Override
    public boolean isRowMajor() {
        int columns = batch.count();
        return array != null
                && columns > 1
                && batch.problemStride() == 1
                && batch.entryStride() == columns
                && batch.isUniform();
    }

    @Override
    public float @Nullable [] rows() {
        return array;
    }

    @Override
    public int row(int row) {
        return (int) batch.address(0, row);
    }

    @Override
    public void loadRows(int row, int rows, float[] scratch) {
        throw new IllegalStateException("rows lie in an array");
    }

    @Override
    public void load(int problem, long from, int length, float[] scratch, int at) {
        long stride = batch.entryStride();
        long start = batch.address(problem, from);
        if (array != null) {
            if (stride == 1) {
                System.arraycopy(array, (int) start, scratch, at, length);
                return;
            }
            int source = (int) start;
            for (int i = 0; i < length; i++, source += (int) stride) {
                scratch[at + i] = array[source];
            }
        } else if (segment != null) {
            if (stride == 1) {
                MemorySegment.copy(segment, ValueLayout.JAVA_FLOAT_UNALIGNED, start * Float.BYTES, scratch, at, length);
                return;
            }
            for (int i = 0; i < length; i++) {
                scratch[at + i] = segment.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, start + i * stride);
            }
        } else {
            for (int i = 0; i < length; i++) {
                scratch[at + i] = (float) values.get(start + i * stride);
            }
        }
    }

    /** Copies entries [from, from + length) of a problem out of scratch. */
    void store(int problem, long from, int length, float[] scratch, int at) {
        long stride = batch.entryStride();
        long start = batch.address(problem, from);
        if (array != null) {
            if (stride == 1) {
                System.arraycopy(scratch, at, array, (int) start, length);
                return;
            }
            int target = (int) start;
            for (int i = 0; i < length; i++, target += (int) stride) {
                array[target] = scratch[at + i];
            }
        } else if (segment != null) {
            if (stride == 1) {
                MemorySegment.copy(scratch, at, segment, ValueLayout.JAVA_FLOAT_UNALIGNED, start * Float.BYTES, length);
                return;
            }
            for (int i = 0; i < length; i++) {
                segment.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, start + i * stride, scratch[at + i]);
            }
        } else {
            for (int i = 0; i < length; i++) {
                values.set(start + i * stride, scratch[at + i]);
            }
        }
    }

    /** Writes 0 to the padding after a problem's entries. */
    public void clearPadding(int problem) {
        for (long i = batch.length(problem); i < batch.slot(problem); i++) {
            values.set(batch.address(problem, i), 0);
        }
    }
}
