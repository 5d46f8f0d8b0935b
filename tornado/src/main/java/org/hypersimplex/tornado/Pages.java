package org.hypersimplex.tornado;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/**
 * TornadoVM's arrays, each on pages of memory that it shares with nothing else. TornadoVM has CUDA's driver pin the
 * pages of every array. An array that lies on pages one of which is pinned for another array, and one of which is not,
 * can't be copied to the GPU, and TornadoVM only logs that: kernels then compute with what was on the GPU before.
 */
final class Pages {
    /** The largest page in use where GPUs are. */
    private static final long PAGE = 64 << 10;

    private Pages() {}

    static FloatArray newFloatArray(int length) {
        return FloatArray.fromSegmentShallow(segment(length, Float.BYTES));
    }

    static DoubleArray newDoubleArray(int length) {
        return DoubleArray.fromSegmentShallow(segment(length, Double.BYTES));
    }

    static IntArray newIntArray(int... numbers) {
        IntArray array = IntArray.fromSegmentShallow(segment(numbers.length, Integer.BYTES));
        for (int i = 0; i < numbers.length; i++) {
            array.set(i, numbers[i]);
        }
        return array;
    }

    private static MemorySegment segment(int length, int bytesEach) {
        long bytes = TornadoNativeArray.ARRAY_HEADER + (long) length * bytesEach;
        return Arena.ofAuto().allocate(Math.ceilDiv(bytes, PAGE) * PAGE, PAGE).asSlice(0, bytes);
    }
}
