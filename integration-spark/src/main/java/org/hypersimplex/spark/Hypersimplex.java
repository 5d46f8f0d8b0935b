package org.hypersimplex.spark;

import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udaf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.hypersimplex.merging.ThresholdSearch;
import org.hypersimplex.problem.InputException;

/**
 * Soft top-k of a column of scores: thresholds by a few passes over a DataFrame, and the projection as a plain column.
 *
 * <pre>{@code
 * double nu = Hypersimplex.threshold(customers, "score", 50_000, 0.05);
 * customers.withColumn("x", Hypersimplex.project(col("score"), lit(nu), 0.05));
 * }</pre>
 *
 * <p>Scores may be of any numeric type and are computed with as doubles. A score that is null takes no part and has no
 * projection; −∞ gives x = 0, +∞ gives x = 1, and NaN is refused with its place, counted from 0 in its partition.
 * Stateless and thread-safe.
 */
public final class Hypersimplex {
    /** The name of the SQL function that {@link #register} makes. */
    public static final String SQL_FUNCTION = "soft_top_k_threshold";

    private Hypersimplex() {}

    /**
     * The threshold ν of all scores of a column, with which x = clip((score − ν)/τ, 0, 1) sums to k. The column is read
     * in two or three passes, four at most, each of which is a job; so a DataFrame that is costly to compute should be
     * cached, and one computed at random must be. The driver receives 2.6 MiB a pass at most, and no more with more
     * partitions.
     *
     * @param rows any DataFrame
     * @param column the name of a numeric column
     * @param k what x shall sum to, whole or not, in [0, n], where n is the number of scores
     * @param tau the temperature, positive and finite, in units of the scores
     * @return the same number as on one machine, to rounding (see {@link ThresholdSearch})
     * @throws InputException if a score is NaN, or k or tau is out of range
     * @throws IllegalStateException if the scores change between two passes
     */
    public static double threshold(Dataset<Row> rows, String column, double k, double tau) {
        return ScorePasses.run(rows, column, ThresholdSearch.of(k, tau)).threshold();
    }

    /**
     * The projection of scores as an expression of plain column arithmetic, which Spark can optimise like any other.
     *
     * @param score the scores
     * @param threshold the threshold ν: a literal, or a column with that of each row's group
     * @param tau the temperature that it was found with
     * @return clip((score − ν)/τ, 0, 1); null where a score or threshold is null, NaN where the score is NaN
     * @throws InputException if tau is out of range
     */
    public static Column project(Column score, Column threshold, double tau) {
        Column x = score.cast("double").minus(threshold).divide(lit(InputException.requireTemperature(tau)));
        // In the order of comparisons NaN is the largest number.
        return when(isnan(x), x).when(x.leq(0), 0.0).when(x.geq(1), 1.0).otherwise(x);
    }

    /**
     * An aggregate function of three columns, score, k and τ, that gives the threshold of each group:
     *
     * <pre>{@code
     * customers.groupBy("segment").agg(thresholdFunction().apply(col("score"), lit(50), lit(0.05)))
     * }</pre>
     *
     * <p>k and τ must be the same in all rows of a group, whose scores must fit into the memory of an executor as far as
     * they matter, see {@link org.hypersimplex.merging.BestScores}. A group that has fewer scores than k has them all at
     * x = 1; one without scores has the threshold null.
     *
     * @return the function
     */
    public static UserDefinedFunction thresholdFunction() {
        return udaf(new ThresholdAggregator(), Encoders.tuple(Encoders.DOUBLE(), Encoders.DOUBLE(), Encoders.DOUBLE()));
    }

    /**
     * Makes {@link #thresholdFunction} known to SQL: {@code SELECT segment, soft_top_k_threshold(score, 50, 0.05) FROM
     * customers GROUP BY segment}.
     *
     * @param spark the session
     */
    public static void register(SparkSession spark) {
        spark.udf().register(SQL_FUNCTION, thresholdFunction());
    }
}
