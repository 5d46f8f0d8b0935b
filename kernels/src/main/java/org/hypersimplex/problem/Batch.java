package org.hypersimplex.problem;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the problems of a batch lie in memory: entry i of problem p is number {@link #address address(p, i)}. One
 * problem is one vector of scores with one threshold. It holds no numbers itself, so one batch serves scores,
 * projections and gradients of the same shape. All lengths, strides and offsets count numbers, not bytes; one outside
 * the stated range is an {@link InputException}. Immutable and thread-safe.
 *
 * <p>Ragged batches come in two forms: {@link #ragged} for problems of different lengths laid end to end, and {@link
 * #withLengths} for equal slots of which only the first entries count. Entries beyond a problem's length are never
 * read; operations write 0 there.
 *
 * <p>A {@code float[][]} can't be one batch, since its rows are separate arrays. {@code top.project(rows)} copies them into
 * one; {@code for (float[] row : rows) top.project(row, row);} copies nothing; best is to keep the numbers in one array
 * from the start: {@code Batch.rows(rows, columns)} over {@code Values.of(matrix)}.
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
     * Problems of the same length at regular distances. Problems that are written to must not overlap, which is checked
     * only for a problem stride of 0.
     *
     * @param count number of problems, at least 0
     * @param length entries of each problem, at least 1
     * @param entryStride distance between neighbouring entries of a problem, at least 1
     * @param problemStride distance between the first entries of neighbouring problems, at least 0; with 0 all problems
     *     share the same entries, which is for what is only read, such as one weight per row
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
            if (own[p] < 1) {
                throw InputException.at(p, "length must be at least 1, was " + own[p]);
            }
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
     * The same slots, of which only the first entries count; the rest is padding.
     *
     * @param lengths entries that count in each problem, 1 to the slot's length
     * @return the padded batch
     * @throws InputException if there is not one length per problem, one doesn't fit its slot, or this batch is ragged
     */
    public Batch withLengths(int... lengths) {
        if (starts != null) {
            throw new InputException("a ragged batch has its lengths already");
        }
        if (lengths.length != count) {
            throw new InputException(lengths.length + " lengths for " + count + " problems");
        }
        for (int p = 0; p < count; p++) {
            if (lengths[p] < 1 || lengths[p] > slot) {
                throw InputException.at(p, "length must be in [1, " + slot + "], was " + lengths[p]);
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
     * The number of a problem's entries, padding not included.
     *
     * @param problem 0 to count − 1
     * @return its length, at least 1
     */
    public long length(int problem) {
        return lengths == null ? slot : lengths[problem];
    }

    /**
     * The number of a problem's entries, padding included.
     *
     * @param problem 0 to count − 1
     * @return at least {@link #length}
     */
    public long slot(int problem) {
        return starts == null ? slot : length(problem);
    }

    /**
     * Whether all problems have the same length and no padding.
     *
     * @return false for batches made by {@link #ragged} or {@link #withLengths}, whatever the lengths
     */
    public boolean isUniform() {
        return lengths == null;
    }

    /**
     * The length of the longest slot, padding included.
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
     * @return its index in {@link Values}
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
     * Where an entry lies.
     *
     * @param problem 0 to count − 1
     * @param entry 0 to slot(problem) − 1
     * @return the index of its number in {@link Values}
     */
    public long address(int problem, long entry) {
        return start(problem) + entry * entryStride;
    }

    /**
     * How many numbers memory must have for this batch.
     *
     * @return one more than the largest index used, 0 if there are no problems
     * @throws InputException if that is more than a long can hold
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
        } catch (ArithmeticException tooFar) {
            throw new InputException("the batch reaches further than memory can: " + this);
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

    /**
     * Checks that memory is large enough for this batch.
     *
     * @param values the numbers
     * @param name what they are, for the message
     * @throws InputException if there are too few of them
     */
    public void requireWithin(Values values, String name) {
        if (extent() > values.size()) {
            throw new InputException(
                    name + " has " + values.size() + " numbers, the batch reaches " + extent() + ": " + this);
        }
        values.requireAccessible(Thread.currentThread(), name);
    }

    /**
     * Checks that results of this batch can be written to some numbers.
     *
     * @param values the numbers
     * @param name what they are, for the message
     * @throws InputException if there are too few of them, or all problems share the same entries
     */
    public void requireWritable(Values values, String name) {
        requireWithin(values, name);
        if (!values.isWritable()) {
            throw new InputException(name + " can't be written to: its memory is read-only");
        }
        if (problemStride == 0 && count > 1) {
            throw new InputException(name + " can't be written to: all problems share the same entries");
        }
    }

    /**
     * Checks that an array has one number for each problem. One with more is refused, too: it hardly belongs to this
     * batch, whose numbers of rows and columns may have been mixed up.
     *
     * @param numbers such as thresholds
     * @param name what they are, for the message
     * @throws InputException if it has fewer or more
     */
    public void requireOnePerProblem(double[] numbers, String name) {
        if (numbers.length != count) {
            throw new InputException(numbers.length + " " + name + " for " + count
                    + " problems, must be one for each; the batch is " + this);
        }
    }

    /**
     * Checks that another batch has the {@link #sameShape same shape}.
     *
     * @param other the other batch
     * @param name what lies there, for the message
     * @throws InputException if it isn't
     */
    public void requireShape(Batch other, String name) {
        if (!sameShape(other)) {
            throw new InputException("the batch of the " + name + " is " + other + ", the scores' is " + this);
        }
    }

    @Override
    public String toString() {
        String shape = lengths == null ? "length " + slot : "lengths " + Arrays.toString(lengths);
        return count + " problems of " + shape + ", entry stride " + entryStride
                + (starts == null ? ", problem stride " + problemStride : ", end to end") + ", offset " + offset;
    }

    private static void atLeast(String what, long value, long least) {
        if (value < least) {
            throw new InputException(what + " must be at least " + least + ", was " + value);
        }
    }
}
