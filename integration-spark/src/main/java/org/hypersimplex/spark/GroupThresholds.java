package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hypersimplex.merging.BestScores;
import org.hypersimplex.problem.InputException;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds of all groups in one reading. Each partition collects its groups' scores that matter, these are sent to
 * one place per group, and solved there. Spark's own aggregation is not used for the first step, since beyond 128 groups
 * it sorts all rows.
 */
final class GroupThresholds {
    private static final String PART = "part";

    private GroupThresholds() {}

    /**
     * What a group is asked for.
     *
     * @param amount the mass, or the share if {@code share}; not used if {@code fromColumn}
     * @param share whether the amount is a share of the group's scores
     * @param fromColumn whether each row brings the mass
     * @param tau the temperature
     */
    record Wish(double amount, boolean share, boolean fromColumn, double tau) implements Serializable {
        private BestScores empty(double k) {
            return share ? BestScores.ofShare(amount, tau) : BestScores.of(fromColumn ? k : amount, tau);
        }

        /** Checks the numbers that are the same for all groups, before any group is read. */
        void check() {
            empty(0);
        }
    }

    /**
     * Finds the thresholds.
     *
     * @param rows any DataFrame
     * @param group the column with the group, of any type that can be grouped by
     * @param score the column with the score
     * @param k the column with the mass, if the wish says so
     * @param wish what is asked for
     * @return a row for each group, as {@link Thresholds} keeps them
     * @throws InputException if a score is NaN, or a group's mass is out of range; names the group
     */
    static List<Row> of(Dataset<Row> rows, String group, String score, @Nullable String k, Wish wish) {
        wish.check();
        Column mass = k == null ? lit(0.0) : col(k).cast("double");
        StructField key = rows.schema().apply(group);
        StructType parts = new StructType().add(key.name(), key.dataType()).add(PART, DataTypes.BinaryType);
        StructType solved = new StructType()
                .add(key.name(), key.dataType())
                .add("solved", Thresholds.schema(null))
                .add("fault", DataTypes.StringType);
        List<Row> found = rows.select(col(group), col(score).cast("double"), mass)
                .mapPartitions((MapPartitionsFunction<Row, Row>) part -> collect(part, wish), Encoders.row(parts))
                .groupByKey(
                        (MapFunction<Row, Row>) part -> RowFactory.create(part.get(0)),
                        Encoders.row(new StructType().add(key)))
                .mapGroups((MapGroupsFunction<Row, Row, Row>) (at, all) -> solve(at.get(0), all), Encoders.row(solved))
                .collectAsList();
        List<Row> thresholds = new ArrayList<>(found.size());
        for (Row row : found) {
            if (!row.isNullAt(2)) {
                throw new InputException("group " + row.get(0) + ", column " + score + ": " + row.getString(2));
            }
            Row numbers = row.getStruct(1);
            thresholds.add(RowFactory.create(row.get(0), numbers.get(0), numbers.get(1), numbers.get(2)));
        }
        return thresholds;
    }

    /** The scores of a partition by group: rows of a group and its scores, as bytes. */
    private static Iterator<Row> collect(Iterator<Row> rows, Wish wish) {
        Map<@Nullable Object, BestScores> groups = new HashMap<>();
        int part = TaskContext.getPartitionId();
        for (long entry = 0; rows.hasNext(); entry++) {
            Row row = rows.next();
            if (row.isNullAt(1)) {
                continue;
            }
            Object group = row.get(0);
            BestScores best = groups.get(group);
            try {
                double k = row.isNullAt(2) ? Double.NaN : row.getDouble(2);
                if (best == null) {
                    best = wish.empty(k);
                    groups.put(group, best);
                } else if (wish.fromColumn()) {
                    best.requireSame(k, wish.tau());
                }
            } catch (InputException e) {
                throw new InputException("group " + group + ": " + e.getMessage());
            }
            best.add(row.getDouble(1), part, entry);
        }
        Iterator<Map.Entry<@Nullable Object, BestScores>> entries =
                groups.entrySet().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Row next() {
                Map.Entry<@Nullable Object, BestScores> next = entries.next();
                return RowFactory.create(next.getKey(), Sent.bytes(next.getValue()));
            }
        };
    }

    /** The threshold of a group, or what is wrong with it. */
    private static Row solve(@Nullable Object group, Iterator<Row> parts) {
        try {
            BestScores all = Sent.read(BestScores.class, parts.next().getAs(1));
            while (parts.hasNext()) {
                all.merge(Sent.read(BestScores.class, parts.next().getAs(1)));
            }
            return RowFactory.create(group, RowFactory.create(all.threshold(), all.k(), all.entries()), null);
        } catch (InputException e) {
            return RowFactory.create(group, null, e.getMessage());
        }
    }
}
