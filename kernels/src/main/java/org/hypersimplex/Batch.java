package org.hypersimplex;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the problems of a batch lie in memory: entry i of problem p is number {@code start(p) + i * entryStride()}. One
 * problem is one vector of scores with one threshold. Immutable and thread-safe; it holds no numbers itself, so one batch
 * serves scores, projections and gradients of the same shape.
 *
 * <p>Ragged batches come in two forms: {@link #ragged} for problems of different lengths laid end to end, and
 * {@link #withLengths} for equal slots of which only the first entries count. Entries beyond a problem's length are never
 * read; operations write 0 there.
 */
public final class Batch {
    private final int count;
    private final long slot;
    private final long entryStride;
    private final long problemStride;
    private final long offset;
    private final int @Nullable [] lengths;
    private final long @Nullable [] starts;

    private Batch(
            int count,
            long slot,
            long entryStride,
            long problemStride,
            long offset,
            int @Nullable [] lengths,
            long @Nullable [] starts) {
        this.count = count;
        this.slot = slot;
        this.entryStride = entryStride;
        this.problemStride = problemStride;
        this.offset = offset;
        this.lengths = lengths;
        this.starts = starts;
    }

    /**
     * One problem of contiguous entries.
     *
     * @param length number of entries, at least 1
     * @return the batch of one
     */
    public static Batch one(long length) {
        return strided(1, length, 1, length);
    }

    /**
     * Each row of a row-major matrix is one problem.
     *
     * @param rows number of rows, the problems, at least 0
     * @param columns number of columns, the entries of each problem, at least 1
     * @return the batch
     */
    public static Batch rows(int rows, long columns) {
        return strided(rows, columns, 1, columns);
    }

    /**
     * Each column of a row-major matrix is one problem: the usual case of n samples (rows) and one projection per class
     * (column).
     *
     * @param rows number of rows, the entries of each problem, at least 1
     * @param columns number of columns, the problems, at least 0
     * @return the batch
     */
    public static Batch columns(long rows, int columns) {
        return strided(columns, rows, Math.max(1, columns), 1);
    }

    /**
     * Each row of a column-major matrix is one problem.
     *
     * @param rows number of rows, the problems
     * @param columns number of columns, the entries of each problem
     * @return the batch
     */
    public static Batch rowsOfColumnMajor(int rows, long columns) {
        return columns(columns, rows);
    }

    /**
     * Each column of a column-major matrix is one problem.
     *
     * @param rows number of rows, the entries of each problem
     * @param columns number of columns, the problems
     * @return the batch
     */
    public static Batch columnsOfColumnMajor(long rows, int columns) {
        return rows(columns, rows);
    }

    /**
     * Equal problems at regular distances. Problems that are written to must not overlap.
     *
     * @param count number of problems, at least 0
     * @param length entries of each problem, at least 1
     * @param entryStride distance between neighbouring entries of a problem, at least 1
     * @param problemStride distance between the first entries of neighbouring problems, at least 0; with 0 all problems
     *     share the same entries, which suits operands that are only read, such as one weight per row
     * @return the batch
     */
    public static Batch strided(int count, long length, long entryStride, long problemStride) {
        atLeast("count", count, 0);
        atLeast("length", length, 1);
        atLeast("entry stride", entryStride, 1);
        atLeast("problem stride", problemStride, 0);
        return new Batch(count, length, entryStride, problemStride, 0, null, null);
    }

    /**
     * Problems of different lengths, laid end to end.
     *
     * @param lengths entries of each problem, at least 1 each
     * @return the batch
     */
    public static Batch ragged(int... lengths) {
        int[] own = lengths.clone();
        long[] starts = new long[own.length];
        long next = 0;
        int longest = 1;
        for (int p = 0; p < own.length; p++) {
            atLeast("length of problem " + p, own[p], 1);
            starts[p] = next;
            next += own[p];
            longest = Math.max(longest, own[p]);
        }
        return new Batch(own.length, longest, 1, 1, 0, own, starts);
    }

    /**
     * The same batch, further on in memory.
     *
     * @param offset how many numbers to skip before the first problem, at least 0
     * @return the moved batch
     */
    public Batch at(long offset) {
        atLeast("offset", offset, 0);
        return new Batch(count, slot, entryStride, problemStride, offset, lengths, starts);
    }

    /**
     * The same slots, of which only the first entries count: padded batches.
     *
     * @param lengths entries that count in each problem, 1 to the slot's length
     * @return the padded batch
     * @throws IllegalArgumentException if there is not one length per problem, or one doesn't fit its slot
     */
    public Batch withLengths(int... lengths) {
        if (starts != null) {
            throw new IllegalArgumentException("a ragged batch has its lengths already");
        }
        if (lengths.length != count) {
            throw new IllegalArgumentException(lengths.length + " lengths for " + count + " problems");
        }
        for (int p = 0; p < count; p++) {
            if (lengths[p] < 1 || lengths[p] > slot) {
                throw new IllegalArgumentException(
                        "length of problem " + p + " must be in [1, " + slot + "], was " + lengths[p]);
            }
        }
        return new Batch(count, slot, entryStride, problemStride, offset, lengths.clone(), null);
    }

    /**
     * The number of problems.
     *
     * @return the count, at least 0
     */
    public int count() {
        return count;
    }

    /**
     * The entries of a problem that count.
     *
     * @param problem 0 to count − 1
     * @return its length, at least 1
     */
    public long length(int problem) {
        return lengths == null ? slot : lengths[problem];
    }

    /**
     * The entries of a problem, padding included.
     *
     * @param problem 0 to count − 1
     * @return at least {@link #length}
     */
    public long slot(int problem) {
        return starts == null ? slot : length(problem);
    }

    /**
     * Whether all problems have the length of their slot, and the same one.
     *
     * @return false if there are lengths of the problems' own
     */
    public boolean isUniform() {
        return lengths == null;
    }

    /**
     * The length of the longest problem's slot.
     *
     * @return at least 1
     */
    public long longest() {
        return slot;
    }

    /**
     * Where a problem's first entry lies.
     *
     * @param problem 0 to count − 1
     * @return an index
     */
    public long start(int problem) {
        return offset + (starts == null ? problem * problemStride : starts[problem]);
    }

    /**
     * The distance between neighbouring entries of a problem.
     *
     * @return at least 1; 1 means contiguous
     */
    public long entryStride() {
        return entryStride;
    }

    /**
     * The distance between the first entries of neighbouring problems.
     *
     * @return at least 0; without meaning for {@link #ragged} batches
     */
    public long problemStride() {
        return problemStride;
    }

    /**
     * The size of memory that this batch reaches into.
     *
     * @return one more than the largest index used, 0 if there are no problems
     */
    public long extent() {
        if (count == 0) {
            return 0;
        }
        try {
            long last = Math.multiplyExact(count - 1, problemStride);
            long within = Math.multiplyExact(slot(count - 1) - 1, entryStride);
            long first = starts == null ? last : starts[count - 1];
            return Math.addExact(Math.addExact(Math.addExact(offset, first), within), 1);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the batch reaches further than memory can: " + this, e);
        }
    }

    /**
     * Whether another batch holds the same number of problems of the same lengths, wherever they lie.
     *
     * @param other the other batch
     * @return true if results of one fit the other
     */
    public boolean sameShape(Batch other) {
        if (count != other.count) {
            return false;
        }
        if (lengths == null && other.lengths == null) {
            return slot == other.slot;
        }
        for (int p = 0; p < count; p++) {
            if (length(p) != other.length(p) || slot(p) != other.slot(p)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        String shape = lengths == null ? "length " + slot : "lengths " + Arrays.toString(lengths);
        return count + " problems of " + shape + ", entry stride " + entryStride
                + (starts == null ? ", problem stride " + problemStride : ", end to end") + ", offset " + offset;
    }

    private static void atLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", was " + value);
        }
    }
}
