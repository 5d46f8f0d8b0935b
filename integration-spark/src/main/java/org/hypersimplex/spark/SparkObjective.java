package org.hypersimplex.spark;

import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.scala.ObjectiveTrait;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.xgboost.HypersimplexObjective;

/**
 * The objective in the form that xgboost4j-spark's {@code setCustomObj} takes.
 *
 * <pre>{@code
 * var regressor = new XGBoostRegressor(new scala.collection.immutable.HashMap<>());
 * SparkObjective.prepare(regressor, 0.1, GradientScale.probability());        // the step in units of probability
 * regressor.setNumWorkers(2);
 * }</pre>
 *
 * <p>{@link HypersimplexBooster} does this and more. A regressor is right and a classifier is not, since its base score is
 * one of the logistic loss.
 *
 * <p>Every partition must have rows, as xgboost4j-spark can't train on one that has none. Not thread-safe: each task
 * has its own copy.
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
     * Sets everything that training with this objective needs: the objective with the mass of all positives, {@code eta},
     * and {@code lambda} and {@code base_score} as {@link HypersimplexObjective#parameters} explains.
     *
     * @param regressor receives the settings
     * @param eta the learning rate, positive
     * @param scale the length of the steps
     */
    public static void prepare(XGBoostRegressor regressor, double eta, GradientScale scale) {
        if (!(eta > 0 && eta < Double.POSITIVE_INFINITY)) {
            throw new InputException("eta must be positive and finite, was " + eta);
        }
        regressor.setCustomObj(new SparkObjective(HypersimplexObjective.of(KPolicy.positives(), scale)));
        regressor.setEta(eta);
        regressor.setLambda(0);
        regressor.setBaseScore(0);
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
