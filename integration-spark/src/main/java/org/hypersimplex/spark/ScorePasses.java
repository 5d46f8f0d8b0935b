package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.hypersimplex.merging.Bracket;
import org.hypersimplex.merging.ScoreTally;
import org.hypersimplex.merging.ThresholdSearch;
import org.hypersimplex.problem.InputException;

/** Runs a search over a column: one job a pass, tallies merged in a tree whose root is on an executor. */
final class ScorePasses {
    private static final int DEPTH = 2;

    private ScorePasses() {}

    /**
     * Runs a search to its end.
     *
     * @param rows any DataFrame
     * @param column the name of a numeric column
     * @param search the search before its first pass
     * @return the search, done
     * @throws InputException if the column isn't numeric, or as in {@link ThresholdSearch#take}
     */
    static ThresholdSearch run(Dataset<Row> rows, String column, ThresholdSearch search) {
        requireNumeric(rows, column);
        JavaRDD<Double> scores =
                rows.select(col(column).cast("double")).as(Encoders.DOUBLE()).javaRDD();
        while (!search.isDone()) {
            Bracket bracket = search.bracket();
            ScoreTally total = scores.mapPartitions(
                            part -> List.of(count(bracket, part)).iterator())
                    .treeAggregate(bracket.tally(0), ScoreTally::merge, ScoreTally::merge, DEPTH, true);
            try {
                search.take(total);
            } catch (InputException e) {
                throw new InputException("column " + column + ": " + e.getMessage());
            }
        }
        return search;
    }

    private static ScoreTally count(Bracket bracket, Iterator<Double> scores) {
        ScoreTally tally = bracket.tally(TaskContext.getPartitionId());
        while (scores.hasNext()) {
            Double score = scores.next();
            if (score == null) {
                tally.skip();
            } else {
                tally.add(score);
            }
        }
        return tally;
    }

    /** Checks that a column is there and holds numbers. */
    static void requireNumeric(Dataset<Row> rows, String column) {
        requireNumeric(rows.schema().apply(column).dataType(), column);
    }

    /** Checks that a column's type is that of numbers. */
    static void requireNumeric(DataType type, String column) {
        if (!(type instanceof NumericType)) {
            throw new InputException("column " + column + " must be numeric, was " + type.simpleString());
        }
    }

    /** A schema with another column of doubles, which must not be there yet. */
    static StructType added(StructType schema, String column) {
        if (Arrays.asList(schema.fieldNames()).contains(column)) {
            throw new InputException("column " + column + " is there already");
        }
        return schema.add(column, DataTypes.DoubleType);
    }
}
