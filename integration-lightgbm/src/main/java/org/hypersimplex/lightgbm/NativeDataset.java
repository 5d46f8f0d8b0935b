package org.hypersimplex.lightgbm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.hypersimplex.lightgbm.Library.FLOAT32;
import static org.hypersimplex.lightgbm.Library.INT64;
import static org.hypersimplex.lightgbm.Library.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A LightGBM data set: the features, rounded to bins, with labels and weights for LightGBM's own objectives and
 * metrics. It is made from memory off the heap, which may be freed once the set is made. Not thread-safe. A set that is
 * closed while boosters use it is freed when the last of them is closed; no new booster can be made with it.
 */
public final class NativeDataset implements AutoCloseable {
    private final MemorySegment handle;
    private final int rows;
    private int users = 1;
    private boolean closed;

    private NativeDataset(MemorySegment handle, int rows) {
        this.handle = handle;
        this.rows = rows;
    }

    /**
     * A data set whose bins are chosen from the features.
     *
     * @param features the rows
     * @param parameters LightGBM's parameters, key=value separated by spaces, such as "max_bin=63 verbosity=-1"
     * @return the set
     * @throws LightGbmException if LightGBM refuses
     */
    public static NativeDataset of(Features features, String parameters) {
        return of(features, parameters, null);
    }

    /**
     * A validation set, with the bins of a training set.
     *
     * @param features the rows
     * @param parameters LightGBM's parameters, key=value separated by spaces
     * @param reference the training set, or null to choose bins from these features
     * @return the set
     * @throws LightGbmException if LightGBM refuses, such as for another number of columns
     */
    public static NativeDataset of(Features features, String parameters, @Nullable NativeDataset reference) {
        MemorySegment like = reference == null ? MemorySegment.NULL : reference.handle();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            MemorySegment text = Library.text(parameters, arena);
            check(() -> create(features, text, like, out));
            return new NativeDataset(out.get(ADDRESS, 0), features.rows());
        }
    }

    private static int create(Features features, MemorySegment parameters, MemorySegment like, MemorySegment out)
            throws Throwable {
        return switch (features) {
            case Features.Dense m ->
                (int) Library.DATASET_FROM_MATRIX.invokeExact(
                        m.values(), FLOAT32, m.rows(), m.columns(), 1, parameters, like, out);
            case Features.Sparse m ->
                (int) Library.DATASET_FROM_CSR.invokeExact(
                        m.rowStarts(),
                        INT64,
                        m.columnIds(),
                        m.values(),
                        FLOAT32,
                        m.rows() + 1L,
                        m.entries(),
                        (long) m.columns(),
                        parameters,
                        like,
                        out);
        };
    }

    /**
     * Sets the labels, for LightGBM's own objectives and metrics.
     *
     * @param labels n floats off the heap; copied
     * @return this
     * @throws IllegalArgumentException if the memory is on the heap or of another size
     */
    public NativeDataset withLabels(MemorySegment labels) {
        return set("label", labels);
    }

    /**
     * Sets the weights, for LightGBM's own objectives and metrics. LightGBM does not apply them to the gradients that
     * {@link NativeBooster#update(MemorySegment, MemorySegment)} takes.
     *
     * @param weights n floats off the heap; copied
     * @return this
     * @throws IllegalArgumentException if the memory is on the heap or of another size
     */
    public NativeDataset withWeights(MemorySegment weights) {
        return set("weight", weights);
    }

    private NativeDataset set(String field, MemorySegment numbers) {
        Library.requireNative(numbers, rows, Float.BYTES, field + "s");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = Library.text(field, arena);
            check(() -> (int) Library.DATASET_SET_FIELD.invokeExact(handle(), name, numbers, rows, FLOAT32));
        }
        return this;
    }

    /**
     * The number of rows.
     *
     * @return n
     */
    public int rows() {
        return rows;
    }

    MemorySegment handle() {
        if (closed) {
            throw new IllegalStateException("the data set is closed");
        }
        return handle;
    }

    /** Counts a booster that uses the set. */
    void retain() {
        users++;
    }

    /** Ends one use, by this object or a booster; the last one frees the set. */
    void release() {
        users--;
        if (users == 0) {
            check(() -> (int) Library.DATASET_FREE.invokeExact(handle));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }
}
