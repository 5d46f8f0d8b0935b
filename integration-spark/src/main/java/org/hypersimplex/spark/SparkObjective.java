package org.hypersimplex.spark;

import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.scala.ObjectiveTrait;
import org.hypersimplex.xgboost.HypersimplexObjective;
import org.hypersimplex.problem.KPolicy;

/**
 * The objective in the form that xgboost4j-spark's {@code setCustomObj} takes.
 *
 * <pre>{@code
 * var objective = HypersimplexObjective.of(KPolicy.positives(), GradientScale.probability());
 * var regressor = new XGBoostRegressor(new scala.collection.immutable.HashMap<>());
 * regressor.setCustomObj(new SparkObjective(objective));
 * regressor.setEta(0.1);        // the step in units of probability
 * regressor.setLambda(0);       // this and the next as HypersimplexObjective.parameters asks
 * regressor.setBaseScore(0);
 * regressor.setNumWorkers(2);
 * }</pre>
 *
 * <p>Every partition must have rows, as xgboost4j-spark can't train on one that has none.
 */
public final class SparkObjective implements ObjectiveTrait {
    private static final long serialVersionUID = 1;

    private final HypersimplexObjective objective;

    /**
     * The objective.
     *
     * @param objective what to do with the rows of a partition; each task has its own copy
     */
    public SparkObjective(HypersimplexObjective objective) {
        this.objective = objective;
    }

    /**
     * One round's gradient and hessian of a partition; xgboost4j-spark calls it.
     *
     * @param predicts the raw scores of the partition's rows, of shape [n][1]
     * @param matrix the partition's rows
     * @return n gradients and n hessians
     * @throws IllegalArgumentException as in {@link HypersimplexObjective#getGradient}
     */
    @Override
    public List<float[]> getGradient(float[][] predicts, DMatrix matrix) {
        return objective.getGradient(predicts, matrix);
    }

    /** The same in Scala's types. The trait asks for it; training calls the method above. */
    @Override
    public scala.collection.immutable.List<float[]> getGradient(
            float[][] predicts, ml.dmlc.xgboost4j.scala.DMatrix matrix) {
        List<float[]> both = getGradient(predicts, matrix.jDMatrix());
        return scala.jdk.javaapi.CollectionConverters.asScala(both).toList();
    }
}
