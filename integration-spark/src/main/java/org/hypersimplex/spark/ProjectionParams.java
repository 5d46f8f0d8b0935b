package org.hypersimplex.spark;

import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.StructType;
import org.hypersimplex.problem.InputException;
import org.jspecify.annotations.Nullable;

/** The parameters of {@link HypersimplexProjection} and its model. Not thread-safe while parameters are set. */
public interface ProjectionParams extends Params {
    /** The parameters themselves, which belong to one object. */
    final class All implements Serializable {
        private static final long serialVersionUID = 1;

        private final Param<String> inputCol;
        private final Param<String> outputCol;
        private final Param<String> thresholdCol;
        private final Param<String> groupCol;
        private final Param<String> kCol;
        private final DoubleParam k;
        private final DoubleParam fraction;
        private final DoubleParam tau;

        All(String uid) {
            inputCol = new Param<>(uid, "inputCol", "column of scores");
            outputCol = new Param<>(uid, "outputCol", "new column of projections, in [0, 1]");
            thresholdCol = new Param<>(uid, "thresholdCol", "new column of thresholds, if set");
            groupCol = new Param<>(uid, "groupCol", "column of groups, each projected by itself, if set");
            kCol = new Param<>(uid, "kCol", "column with the k of each row's group");
            k = new DoubleParam(uid, "k", "what the projections sum to");
            fraction = new DoubleParam(uid, "fraction", "k as a share of the scores, in [0, 1]");
            tau = new DoubleParam(uid, "tau", "temperature, positive, in units of the scores");
        }
    }

    /**
     * The parameters that belong to this object.
     *
     * @return always the same
     */
    All all();

    /**
     * The column of scores.
     *
     * @return the parameter
     */
    default Param<String> inputCol() {
        return all().inputCol;
    }

    /**
     * The new column of projections.
     *
     * @return the parameter
     */
    default Param<String> outputCol() {
        return all().outputCol;
    }

    /**
     * The new column of thresholds.
     *
     * @return the parameter, not set by default: no such column
     */
    default Param<String> thresholdCol() {
        return all().thresholdCol;
    }

    /**
     * The column of groups.
     *
     * @return the parameter, not set by default: one projection of all rows
     */
    default Param<String> groupCol() {
        return all().groupCol;
    }

    /**
     * The column with the k of each row's group.
     *
     * @return the parameter; one of this, {@link #k} and {@link #fraction} must be set
     */
    default Param<String> kCol() {
        return all().kCol;
    }

    /**
     * What the projections sum to, in each group.
     *
     * @return the parameter
     */
    default DoubleParam k() {
        return all().k;
    }

    /**
     * k as a share of each group's scores.
     *
     * @return the parameter
     */
    default DoubleParam fraction() {
        return all().fraction;
    }

    /**
     * The temperature.
     *
     * @return the parameter
     */
    default DoubleParam tau() {
        return all().tau;
    }

    /**
     * The value of a parameter that may be left out.
     *
     * @param param one of these parameters
     * @return the name of a column, or null
     */
    default @Nullable String column(Param<String> param) {
        return isDefined(param) ? getOrDefault(param) : null;
    }

    /**
     * The schema after the projection.
     *
     * @param schema the schema before it
     * @return the same with the new columns
     * @throws InputException if the column of scores isn't numeric, or a new column is there already
     */
    default StructType projectedSchema(StructType schema) {
        String input = getOrDefault(inputCol());
        ScorePasses.requireNumeric(schema.apply(input).dataType(), input);
        String nu = column(thresholdCol());
        StructType projected = ScorePasses.added(schema, getOrDefault(outputCol()));
        return nu == null ? projected : ScorePasses.added(projected, nu);
    }
}
