package org.hypersimplex.experiments.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.function.BinaryOperator;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.djl.LossHypersimplex;
import org.hypersimplex.experiments.train.Objective;

/** The losses in Deep Java Library, of logits and targets of shape (n, C). The engine derives their gradients. */
final class Losses {
    private Losses() {}

    /** The loss of an objective; the smoothing of labels is a matter of the targets. */
    static Loss of(Objective objective) {
        return switch (objective.loss()) {
            case HYPERSIMPLEX ->
                new LossHypersimplex(HypersimplexLoss.mean(objective.k().policy(), objective.tau())
                        .anchored(objective.anchor()));
            case CROSS_ENTROPY, LABEL_SMOOTHING ->
                new SoftmaxCrossEntropyLoss(objective.loss().toString(), 1, -1, false, true);
            case MSE -> new FormulaLoss("mse", Losses::softmaxMse);
            case HINGE -> new FormulaLoss("hinge", Losses::summedHinge);
        };
    }

    /** The mean of (p − t)² over all entries, with p the softmax of the logits. */
    private static NDArray softmaxMse(NDArray targets, NDArray logits) {
        return logits.softmax(-1).sub(targets).square().mean();
    }

    /** Σ over the classes j other than the true class y of max(0, 1 + sⱼ − s_y), mean over the rows; targets one-hot. */
    private static NDArray summedHinge(NDArray targets, NDArray logits) {
        NDArray ofTrueClass = logits.mul(targets).sum(new int[] {1}, true);
        // Less the target: the true class's own margin is exactly 0, where the derivative is 0, too.
        NDArray margins = logits.sub(ofTrueClass).add(1).sub(targets);
        return Activation.relu(margins).sum(new int[] {1}).mean();
    }

    /** A loss that is written in the engine's own operations. */
    private static final class FormulaLoss extends Loss {
        private final BinaryOperator<NDArray> formula;

        FormulaLoss(String name, BinaryOperator<NDArray> formula) {
            super(name);
            this.formula = formula;
        }

        @Override
        public NDArray evaluate(NDList labels, NDList predictions) {
            return formula.apply(labels.singletonOrThrow(), predictions.singletonOrThrow());
        }
    }
}
