package org.hypersimplex.boosting;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.hypersimplex.Precision;
import org.hypersimplex.Values;

/** A few thousand numbers in doubles, copied from and to memory of any kind. */
final class Chunk {
    static final int SIZE = 4096;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    final double[] numbers = new double[SIZE];

    /** Fills the first numbers from memory. */
    void read(Values from, long at, int count) {
        MemorySegment memory = memory(from);
        if (from.precision() == Precision.DOUBLE) {
            MemorySegment.copy(memory, DOUBLE, at * Double.BYTES, numbers, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            numbers[i] = memory.getAtIndex(FLOAT, at + i);
        }
    }

    /** Writes the first numbers to memory, rounded to its type. */
    void write(Values to, long at, int count) {
        MemorySegment memory = memory(to);
        if (to.precision() == Precision.DOUBLE) {
            MemorySegment.copy(numbers, 0, memory, DOUBLE, at * Double.BYTES, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            memory.setAtIndex(FLOAT, at + i, (float) numbers[i]);
        }
    }

    private static MemorySegment memory(Values values) {
        MemorySegment segment = values.segment();
        float[] floats = values.floats();
        double[] doubles = values.doubles();
        if (segment != null) {
            return segment;
        }
        return floats != null ? MemorySegment.ofArray(floats) : MemorySegment.ofArray(Objects.requireNonNull(doubles));
    }
}
