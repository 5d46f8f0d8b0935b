package org.hypersimplex;

import java.util.BitSet;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;

/** Which entries of a problem are its k largest; of equal scores, those with lower indices are taken first. */
final class Ranking {
    private final BitSet largest;

    private Ranking(BitSet largest) {
        this.largest = largest;
    }

    static Ranking of(Batch batch, Values scores, int problem, int k) {
        int n = Math.toIntExact(batch.length(problem));
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = scores.get(batch.address(problem, i));
            if (Double.isNaN(y[i])) {
                throw InputException.notANumber(problem, i);
            }
        }
        BitSet largest = new BitSet(n);
        if (k == 0) {
            return new Ranking(largest);
        }
        double last = select(y.clone(), n - k);
        int left = k;
        for (int i = 0; i < n; i++) {
            if (y[i] > last) {
                largest.set(i);
                left--;
            }
        }
        for (int i = 0; left > 0; i++) {
            if (y[i] == last) {
                largest.set(i);
                left--;
            }
        }
        return new Ranking(largest);
    }

    boolean isAmongLargest(long entry) {
        return largest.get((int) entry);
    }

    /** The entries, best first; of equal scores, those with lower indices come first. */
    int[] bestFirst(Batch batch, Values scores, int problem) {
        // −0 and 0 are equal scores.
        ToDoubleFunction<Integer> worse = i -> 0.0 - scores.get(batch.address(problem, i));
        return largest.stream()
                .boxed()
                .sorted(Comparator.comparingDouble(worse))
                .mapToInt(i -> i)
                .toArray();
    }

    /**
     * The number that would be at this index after sorting in increasing order: quickselect, with the middle of three
     * as the pivot.
     */
    private static double select(double[] y, int index) {
        int from = 0;
        int to = y.length - 1;
        while (true) {
            double pivot = middle(y[from], y[(from + to) >>> 1], y[to]);
            int low = from;
            int high = to;
            while (low <= high) {
                while (y[low] < pivot) {
                    low++;
                }
                while (y[high] > pivot) {
                    high--;
                }
                if (low <= high) {
                    double swap = y[low];
                    y[low++] = y[high];
                    y[high--] = swap;
                }
            }
            if (index <= high) {
                to = high;
            } else if (index >= low) {
                from = low;
            } else {
                return y[index];
            }
        }
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
