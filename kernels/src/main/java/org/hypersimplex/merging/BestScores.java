package org.hypersimplex.merging;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Mass;
import org.hypersimplex.problem.Precision;

/**
 * The scores of one problem that matter for its threshold, collected part by part in one reading: for thousands of
 * problems, such as the segments of a table of customers, each of moderate size. For a mass k only scores less than τ
 * below the (⌈k⌉ + 1)-th largest one are kept, since all others have x = 0 and lie beyond the gap of a vertex, too: for
 * small k and τ a small part. For a share of the scores all are kept, 8 bytes each. Not thread-safe.
 *
 * <p>If there are fewer scores than k, the mass is their number: all have x = 1.
 */
public final class BestScores implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int FIRST_ROOM = 16;
    private static final int LEAST_TO_SORT = 256;
    private static final int NOWHERE = -1;

    private final double amount;
    private final boolean share;
    private final double tau;

    private double[] kept = new double[FIRST_ROOM];
    private int size;
    /** Scores below this don't matter. */
    private double limit = Double.NEGATIVE_INFINITY;

    private long entries;
    /** Scores that are −∞, kept or not. */
    private long masked;

    private int faultyPart = NOWHERE;
    private long faultyEntry = NOWHERE;

    private BestScores(double amount, boolean share, double tau) {
        Mass.of(amount);
        this.amount = amount;
        this.share = share;
        this.tau = InputException.requireTemperature(tau);
    }

    /**
     * No scores yet, for a mass.
     *
     * @param k what x shall sum to, whole or not; the number of scores if they are fewer
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the collection
     * @throws InputException if the mass is negative or not finite, or the temperature out of range
     */
    public static BestScores of(double k, double tau) {
        return new BestScores(k, false, tau);
    }

    /**
     * No scores yet, for a share of them: k = share · n, not rounded.
     *
     * @param share in [0, 1]
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the collection
     * @throws InputException if the share or the temperature is out of range
     */
    public static BestScores ofShare(double share, double tau) {
        return new BestScores(InputException.requireShare(share), true, tau);
    }

    /**
     * Adds a score. NaN is noted with its place, which {@link #threshold} reports.
     *
     * @param score any score; ±∞ as {@link SoftBinaryArgmax} takes them
     * @param part the part that it stands in, for errors
     * @param entry its number in that part, for errors
     */
    public void add(double score, int part, long entry) {
        entries++;
        masked += score == Double.NEGATIVE_INFINITY ? 1 : 0;
        if (score >= limit) {
            keep(score);
        } else if (Double.isNaN(score) && faultyPart == NOWHERE) {
            faultyPart = part;
            faultyEntry = entry;
        }
    }

    private void keep(double score) {
        if (size == kept.length) {
            forget();
            if (2 * size > kept.length) {
                kept = Arrays.copyOf(kept, Math.multiplyExact(2, kept.length));
            }
        }
        kept[size++] = score;
    }

    /** Drops the scores that don't matter, if any. */
    private void forget() {
        double rank = Math.ceil(amount) + 1;
        if (share || size < LEAST_TO_SORT || rank > size) {
            return;
        }
        Arrays.sort(kept, 0, size);
        limit = Math.max(limit, kept[size - (int) rank] - Precision.DOUBLE.usableTemperature(tau));
        int first = size;
        while (first > 0 && kept[first - 1] >= limit) {
            first--;
        }
        System.arraycopy(kept, first, kept, 0, size - first);
        size -= first;
    }

    /**
     * Adds what another part collected.
     *
     * @param other the same problem's scores in another part; not changed
     * @return this collection
     * @throws InputException if the other was asked for another mass, share or temperature
     */
    public BestScores merge(BestScores other) {
        requireSame(other.amount, other.share, other.tau);
        entries += other.entries;
        masked += other.masked;
        if (other.faultyPart != NOWHERE && (faultyPart == NOWHERE || other.faultyPart < faultyPart)) {
            faultyPart = other.faultyPart;
            faultyEntry = other.faultyEntry;
        }
        limit = Math.max(limit, other.limit);
        for (int i = 0; i < other.size; i++) {
            if (other.kept[i] >= limit) {
                keep(other.kept[i]);
            }
        }
        return this;
    }

    /** Sends the scores that matter, without the room for more. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        forget();
        kept = Arrays.copyOf(kept, Math.max(1, size));
        out.defaultWriteObject();
    }

    /**
     * Checks that a mass is the one that was asked for, where it is given with every score.
     *
     * @param k the mass
     * @param tau the temperature
     * @throws InputException if this collection is for another mass or temperature, or for a share
     */
    public void requireSame(double k, double tau) {
        requireSame(k, false, tau);
    }

    private void requireSame(double otherAmount, boolean otherShare, double otherTau) {
        if (amount != otherAmount || share != otherShare || tau != otherTau) {
            throw new InputException("one problem was asked for "
                    + (share ? "share " : "k ") + amount + " at tau " + tau + " and for "
                    + (otherShare ? "share " : "k ") + otherAmount + " at tau " + otherTau);
        }
    }

    /**
     * The threshold ν, with which x = clip((y − ν)/τ, 0, 1).
     *
     * @return ν in units of the scores, as {@link SoftBinaryArgmax#project(double[], double[])} finds it for all scores
     * @throws InputException if a score is NaN, there is none, or infinite scores make the mass impossible
     */
    public double threshold() {
        if (faultyPart != NOWHERE) {
            throw InputException.notANumberInPart(faultyPart, faultyEntry);
        }
        if (entries == 0) {
            throw new InputException("no scores");
        }
        double[] scores = Arrays.copyOf(kept, size);
        long infinite = Arrays.stream(scores)
                .filter(score -> score == Double.POSITIVE_INFINITY)
                .count();
        if (k() < infinite) {
            // Here, since the kernels know of the kept scores alone.
            throw InputException.infeasible(InputException.NONE, k(), infinite, entries - masked);
        }
        return SoftBinaryArgmax.of(k(), tau).project(scores, new double[size]);
    }

    /**
     * What x sums to.
     *
     * @return k, or that share of the scores; their number at most
     */
    public double k() {
        return Math.min((double) entries, share ? amount * entries : amount);
    }

    /**
     * How many scores were added, infinite ones too.
     *
     * @return n
     */
    public long entries() {
        return entries;
    }

    /**
     * How many scores are kept.
     *
     * @return at most n
     */
    public int size() {
        return size;
    }
}
