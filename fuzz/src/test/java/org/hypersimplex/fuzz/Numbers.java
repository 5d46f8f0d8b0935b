package org.hypersimplex.fuzz;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;

/** Numbers in memory of each kind. */
final class Numbers {
    private static final int ROOMS = 5;
    private static final long LARGEST = 1 << 20;
    private static final MemorySegment OFF_HEAP = Arena.global().allocate(ROOMS * LARGEST, 64);

    /** Where numbers lie. */
    enum Memory {
        ARRAY,
        HEAP_SEGMENT,
        OFF_HEAP,
        UNALIGNED
    }

    private Numbers() {}

    /** The numbers in memory of a kind; of those off the heap, each slot from 0 to 4 has a room of its own. */
    static Values of(double[] numbers, Precision precision, Memory memory, int slot) {
        Values values = empty(numbers.length, precision, memory, slot);
        for (int i = 0; i < numbers.length; i++) {
            values.set(i, numbers[i]);
        }
        return values;
    }

    private static Values empty(int length, Precision precision, Memory memory, int slot) {
        long bytes = (long) length * precision.bytes();
        MemorySegment room = OFF_HEAP.asSlice(slot * LARGEST, LARGEST);
        return switch (memory) {
            case ARRAY -> precision == Precision.FLOAT ? Values.of(new float[length]) : Values.of(new double[length]);
            case HEAP_SEGMENT ->
                segment(MemorySegment.ofArray(new byte[(int) bytes + 1]).asSlice(1), precision);
            case OFF_HEAP -> segment(room.asSlice(0, bytes), precision);
            case UNALIGNED -> segment(room.asSlice(1, bytes), precision);
        };
    }

    private static Values segment(MemorySegment segment, Precision precision) {
        return precision == Precision.FLOAT ? Values.ofFloats(segment) : Values.ofDoubles(segment);
    }

    /** The numbers as doubles. */
    static double[] read(Values values) {
        double[] numbers = new double[(int) values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i);
        }
        return numbers;
    }
}
