package org.hypersimplex.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.StructType;

/** The parameters of {@link HypersimplexBooster} and its model. Not thread-safe while parameters are set. */
public interface BoosterParams extends Params {
    /** The parameters themselves, which belong to one object. */
    final class Fields implements Serializable {
        private static final long serialVersionUID = 1;

        private final Param<String> featuresCol;
        private final Param<String> labelCol;
        private final Param<String> scoreCol;
        private final Param<String> probabilityCol;
        private final Param<String> predictionCol;
        private final DoubleParam eta;
        private final IntParam numRound;
        private final IntParam maxDepth;
        private final IntParam numWorkers;

        Fields(String uid) {
            featuresCol = new Param<>(uid, "featuresCol", "column of feature vectors");
            labelCol = new Param<>(uid, "labelCol", "column of labels, 0 or 1");
            scoreCol = new Param<>(uid, "scoreCol", "new column of raw scores");
            probabilityCol = new Param<>(uid, "probabilityCol", "new column of projections, in [0, 1]");
            predictionCol = new Param<>(uid, "predictionCol", "new column of decisions, 0 or 1");
            eta = new DoubleParam(uid, "eta", "step in units of probability, 0.05 to 0.2 for about 50 rounds");
            numRound = new IntParam(uid, "numRound", "number of trees");
            maxDepth = new IntParam(uid, "maxDepth", "depth of a tree");
            numWorkers = new IntParam(uid, "numWorkers", "tasks that train together");
        }
    }

    /**
     * The parameters that belong to this object.
     *
     * @return always the same
     */
    Fields fields();

    /** Sets what the parameters are where nothing else is set. */
    default void setDefaults() {
        set(featuresCol(), "features");
        set(labelCol(), "label");
        set(scoreCol(), "score");
        set(probabilityCol(), "probability");
        set(predictionCol(), "prediction");
        set(eta(), 0.1);
        set(numRound(), 50);
        set(maxDepth(), 6);
        set(numWorkers(), 1);
    }

    /**
     * The column of feature vectors.
     *
     * @return the parameter, {@code features} by default
     */
    default Param<String> featuresCol() {
        return fields().featuresCol;
    }

    /**
     * The column of labels, 0 or 1.
     *
     * @return the parameter, {@code label} by default
     */
    default Param<String> labelCol() {
        return fields().labelCol;
    }

    /**
     * The new column of raw scores.
     *
     * @return the parameter, {@code score} by default
     */
    default Param<String> scoreCol() {
        return fields().scoreCol;
    }

    /**
     * The new column of projections.
     *
     * @return the parameter, {@code probability} by default
     */
    default Param<String> probabilityCol() {
        return fields().probabilityCol;
    }

    /**
     * The new column of decisions, 0 or 1.
     *
     * @return the parameter, {@code prediction} by default
     */
    default Param<String> predictionCol() {
        return fields().predictionCol;
    }

    /**
     * The step in units of probability.
     *
     * @return the parameter, 0.1 by default
     */
    default DoubleParam eta() {
        return fields().eta;
    }

    /**
     * How many trees are grown.
     *
     * @return the parameter, 50 by default
     */
    default IntParam numRound() {
        return fields().numRound;
    }

    /**
     * The depth of a tree.
     *
     * @return the parameter, 6 by default
     */
    default IntParam maxDepth() {
        return fields().maxDepth;
    }

    /**
     * How many tasks train together.
     *
     * @return the parameter, 1 by default
     */
    default IntParam numWorkers() {
        return fields().numWorkers;
    }

    /**
     * The schema after scoring.
     *
     * @param schema the schema before it
     * @return the same with the three new columns
     */
    default StructType scoredSchema(StructType schema) {
        StructType scored = schema;
        for (Param<String> column : List.of(scoreCol(), probabilityCol(), predictionCol())) {
            scored = ScorePasses.added(scored, getOrDefault(column));
        }
        return scored;
    }
}
