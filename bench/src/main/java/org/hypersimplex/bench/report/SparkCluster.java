package org.hypersimplex.bench.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Locale;
import org.hypersimplex.merging.Bracket;
import org.hypersimplex.merging.ScoreTally;
import org.hypersimplex.merging.ThresholdSearch;

/**
 * What a search over all rows would send in a cluster, from the size of a tally and from how Spark merges tallies: in a
 * tree of two levels whose root is on an executor.
 *
 * @param nodes of the cluster
 * @param rows with one score each
 */
record SparkCluster(int nodes, long rows) {
    /** The size of partitions that Spark aims at where it reads files. */
    private static final long PARTITION_BYTES = 128L << 20;

    static SparkCluster usual() {
        return new SparkCluster(100, 10_000_000_000L);
    }

    /** The bytes of the largest tally as Spark sends it: one whose scores are spread over all doubles. */
    static long tallyBytes() {
        Bracket bracket = ThresholdSearch.of(1, 1).bracket();
        ScoreTally tally = bracket.tally(0);
        for (int exponent = Double.MIN_EXPONENT; exponent <= Double.MAX_EXPONENT; exponent++) {
            tally.add(Math.scalb(1.0, exponent));
            tally.add(-Math.scalb(1.0, exponent));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(tally);
        } catch (IOException e) {
            throw new IllegalStateException("a tally can't be sent", e);
        }
        return bytes.size();
    }

    private long partitions() {
        return Math.ceilDiv(rows * Double.BYTES, PARTITION_BYTES);
    }

    /** How many executors' tasks merge the partitions' tallies before the last one, as in RDD.treeAggregate. */
    private long merging() {
        long scale = Math.max(2, (long) Math.ceil(Math.sqrt((double) partitions())));
        long merging = partitions();
        while (merging > scale + Math.ceilDiv(merging, scale)) {
            merging /= scale;
        }
        return merging;
    }

    String markdown() {
        double tally = tallyBytes() / (double) (1 << 20);
        double sent = tally * (partitions() + merging());
        return String.format(
                Locale.ROOT,
                """

                ## On paper: %d nodes, %,d rows

                Computed from the largest tally, of scores spread over all doubles; most are smaller. Partitions are of %d MiB
                of scores, so there are %,d.

                | | MiB |
                |---|--:|
                | through the driver in a pass | %.2f |
                | through the driver in all passes, at most %d | %.1f |
                | between executors in a pass | %,.0f |
                | that is for each node | %.1f |
                | through the driver, were the scores collected there | %,.0f |
                """,
                nodes,
                rows,
                PARTITION_BYTES >> 20,
                partitions(),
                tally,
                ThresholdSearch.MOST_PASSES,
                ThresholdSearch.MOST_PASSES * tally,
                sent,
                sent / nodes,
                (double) rows * Double.BYTES / (1 << 20));
    }
}
