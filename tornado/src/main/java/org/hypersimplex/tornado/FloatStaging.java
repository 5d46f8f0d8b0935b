package org.hypersimplex.tornado;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * Copies numbers between the caller's memory and TornadoVM's arrays. An array holds what lies between the first and the
 * last entry of a batch, in the order of the caller's memory, so that most batches are copied in one piece.
 */
final class FloatStaging {
    private FloatStaging() {}

    /** How many numbers lie from a batch's first entry to its last, both included. */
    static int reach(Batch batch) {
        long reach = batch.count() == 0 ? 0 : batch.extent() - batch.start(0);
        if (reach > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(
                    "a gpu backend holds at most 2^31 numbers in one array, and " + batch + " reaches over " + reach);
        }
        return (int) reach;
    }

    /** An array for a batch's numbers. */
    static FloatArray allocate(Batch batch) {
        return Pages.newFloatArray(Math.max(1, reach(batch)));
    }

    /** Copies a batch's numbers into an array. */
    static void load(Values from, Batch batch, FloatArray to) {
        MemorySegment memory = memory(from);
        if (memory != null) {
            long bytes = (long) reach(batch) * Float.BYTES;
            MemorySegment.copy(memory, batch.start(0) * Float.BYTES, to.getSegment(), 0, bytes);
            return;
        }
        for (int p = 0; p < batch.count(); p++) {
            for (long i = 0; i < batch.length(p); i++) {
                long at = batch.address(p, i);
                to.set((int) (at - batch.start(0)), (float) from.get(at));
            }
        }
    }

    /** Copies an array into a batch's numbers, with 0 in the padding after a problem; nothing else is touched. */
    static void store(FloatArray from, Batch batch, Values to) {
        MemorySegment memory = memory(to);
        if (memory != null && isDense(batch)) {
            long bytes = (long) reach(batch) * Float.BYTES;
            MemorySegment.copy(from.getSegment(), 0, memory, batch.start(0) * Float.BYTES, bytes);
            return;
        }
        for (int p = 0; p < batch.count(); p++) {
            for (long i = 0; i < batch.slot(p); i++) {
                long at = batch.address(p, i);
                to.set(at, i < batch.length(p) ? from.get((int) (at - batch.start(0))) : 0);
            }
        }
    }

    private static boolean isDense(Batch batch) {
        return batch.isUniform() && batch.count() * batch.longest() == reach(batch);
    }

    private static @Nullable MemorySegment memory(Values values) {
        float[] array = values.floats();
        if (array != null) {
            return MemorySegment.ofArray(array);
        }
        return values.precision().bytes() == ValueLayout.JAVA_FLOAT.byteSize() ? values.segment() : null;
    }
}
