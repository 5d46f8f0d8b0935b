package org.hypersimplex.xgboost;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.Communicator;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hypersimplex.Backends;
import org.hypersimplex.boosting.BoostingObjective;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.AllReduceException;
import org.jspecify.annotations.Nullable;

/**
 * The HyperSimplex loss as a custom objective of XGBoost. It can be passed wherever xgboost4j takes an
 * {@code IObjective}: {@code XGBoost.train}, {@code Booster.update}, and xgboost4j-spark through
 * {@code integration-spark}.
 *
 * <pre>{@code
 * var objective = HypersimplexObjective.of(KPolicy.positives(), GradientScale.probability());
 * Booster model = objective.train(rows, HypersimplexObjective.parameters(0.1), 50);
 * ModelScales.write(model, objective.scoreScales(model, rows));      // saved with the model
 * }</pre>
 *
 * <p>Where the communicator has several workers, each with rows of its own, the projection is the one over all of their
 * rows, with the mass that the policy gives for all of them, and the gradients on every worker are what they would be
 * on one machine. All workers must then train the same rounds. A bad label, weight or score on one worker is an error
 * on all of them.
 *
 * <p>From round to round the objective keeps labels and thresholds of the last matrix trained on, so it serves one
 * training at a time; not thread-safe. Only its settings are serialized.
 *
 * @serial exclude
 */
public final class HypersimplexObjective implements IObjective {
    private static final long serialVersionUID = 1;

    private final KPolicy policy;
    private final GradientScale scale;
    private final boolean grouped;
    private transient @Nullable Training training;

    /** The matrix trained on, and what is kept of it from round to round. */
    private record Training(DMatrix matrix, LocalRows rows, BoostingObjective objective) {}

    private HypersimplexObjective(KPolicy policy, GradientScale scale, boolean grouped) {
        this.policy = policy;
        this.scale = scale;
        this.grouped = grouped;
    }

    /**
     * The objective for one projection over all rows.
     *
     * @param policy chooses the mass; {@link KPolicy#positives()} unless there is a reason
     * @param scale the length of the steps; {@link GradientScale#probability()} makes XGBoost's {@code eta} the step in
     *     units of probability
     * @return the objective
     */
    public static HypersimplexObjective of(KPolicy policy, GradientScale scale) {
        return new HypersimplexObjective(policy, scale, false);
    }

    /**
     * The same objective with a projection for each group of the matrix trained on, such as the documents of a query.
     * As everywhere in XGBoost, a matrix with groups has one weight for each of them, which counts for all of its rows,
     * and with several workers each group lies on one of them.
     *
     * @return the objective
     */
    public HypersimplexObjective perGroup() {
        return new HypersimplexObjective(policy, scale, true);
    }

    /**
     * The parameters of XGBoost that the objective needs: {@code lambda} 0, since the default shrinks leaves towards 0
     * and so changes the length of the steps, and {@code base_score} 0, since XGBoost would otherwise estimate a first
     * score from the labels.
     *
     * @param eta the learning rate, positive
     * @return {@code eta}, {@code lambda} and {@code base_score}; immutable, so copy it to add more
     */
    public static Map<String, Object> parameters(double eta) {
        return Map.of("eta", eta, "lambda", 0, "base_score", 0);
    }

    /**
     * One round's gradient and hessian; XGBoost calls it.
     *
     * @param predicts the raw scores, of shape [n][1]
     * @param matrix the matrix trained on, with 0/1 labels and with weights or without
     * @return n gradients and n hessians
     * @throws IllegalArgumentException if on any worker a label is not 0 or 1, a weight is negative, infinite or NaN,
     *     or a score is NaN; or if there is not one score for each row
     * @throws AllReduceException if a worker can't be reached
     */
    @Override
    public List<float[]> getGradient(float[][] predicts, DMatrix matrix) {
        Training current = training(matrix);
        int count = current.rows.count();
        float[] gradient = new float[Math.max(1, count)];
        float[] hessian = new float[gradient.length];
        current.objective.gradient(current.rows.scores(predicts), Values.of(gradient));
        current.objective.hessian(Values.of(hessian));
        return List.of(Arrays.copyOf(gradient, count), Arrays.copyOf(hessian, count));
    }

    /**
     * Trains a model. Like {@code XGBoost.train} with this objective, but works for a worker without rows, too.
     *
     * @param matrix the matrix to train on
     * @param parameters XGBoost's parameters: those of {@link #parameters}, and others but {@code objective}
     * @param rounds how many rounds, each of which adds a tree; at least 0
     * @return the model
     * @throws XGBoostError if XGBoost refuses or can't reach a worker
     * @throws IllegalArgumentException as in {@link #getGradient}
     * @throws AllReduceException as in {@link #getGradient}
     */
    public Booster train(DMatrix matrix, Map<String, Object> parameters, int rounds) throws XGBoostError {
        Booster model = XGBoost.train(matrix, parameters, 0, Map.of(), this, null);
        for (int i = 0; i < rounds; i++) {
            update(model, matrix, i);
        }
        return model;
    }

    /**
     * One round: scores the rows, computes the gradient and adds a tree. Like {@code Booster.update} with this
     * objective, but works for a worker without rows, too.
     *
     * @param model the model; receives a tree
     * @param matrix the matrix trained on
     * @param iteration the round, from 0
     * @throws XGBoostError if XGBoost refuses or can't reach a worker
     * @throws IllegalArgumentException as in {@link #getGradient}
     * @throws AllReduceException as in {@link #getGradient}
     */
    public void update(Booster model, DMatrix matrix, int iteration) throws XGBoostError {
        List<float[]> round = getGradient(scores(model, matrix), matrix);
        model.boost(matrix, iteration, round.get(0), round.get(1));
    }

    private static float[][] scores(Booster model, DMatrix matrix) throws XGBoostError {
        try {
            return model.predict(matrix, true);
        } catch (NullPointerException e) {
            // xgboost4j throws this if there are no rows, but only after it has taken its part in the workers'
            // communication.
            if (matrix.rowNum() > 0) {
                throw e;
            }
            return new float[0][];
        }
    }

    /**
     * How to turn a trained model's scores into probabilities and decisions. With several workers, all must call it.
     * {@link ModelScales} keeps them with the model.
     *
     * @param model the model
     * @param matrix the matrix it was trained on
     * @return one scale per group of this worker
     * @throws XGBoostError if XGBoost can't predict
     * @throws IllegalArgumentException as in {@link #getGradient}
     */
    public List<ScoreScale> scoreScales(Booster model, DMatrix matrix) throws XGBoostError {
        Training current = training(matrix);
        return current.objective.scoreScales(current.rows.scores(scores(model, matrix)));
    }

    /**
     * The thresholds of the last round, the same on all workers unless each has groups of its own.
     *
     * @return one per group of this worker; an empty array before the first round
     */
    public double[] thresholds() {
        return training == null ? new double[0] : training.objective.thresholds();
    }

    private Training training(DMatrix matrix) {
        Training last = training;
        if (last == null || last.matrix != matrix) {
            last = begin(matrix);
            training = last;
        }
        return last;
    }

    private Training begin(DMatrix matrix) {
        int workers = workers();
        CommunicatorAllReduce all = new CommunicatorAllReduce();
        LocalRows rows = Together.require(all, "rows to train on", () -> {
            LocalRows own = LocalRows.of(matrix, grouped);
            policy.requireFits(own.rows().groups().count());
            return own;
        });
        AllReduce others = workers == 1 ? AllReduce.single() : all;
        BoostingObjective objective = grouped
                ? BoostingObjective.ofWholeGroups(rows.rows(), policy, scale, Backends.cpu(), others)
                : BoostingObjective.of(rows.rows(), policy, scale, Backends.cpu(), others);
        return new Training(matrix, rows, objective);
    }

    private static int workers() {
        try {
            return Communicator.getWorldSize();
        } catch (XGBoostError e) {
            throw new AllReduceException("the communicator doesn't answer: " + e.getMessage(), e);
        }
    }
}
