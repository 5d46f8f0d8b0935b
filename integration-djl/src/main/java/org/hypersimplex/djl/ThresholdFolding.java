package org.hypersimplex.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Optional;
import org.hypersimplex.ClassThresholds;
import org.hypersimplex.problem.InputException;

/**
 * Moves each class's threshold into the bias of the last layer, b_c ← b_c − ν_c, so that the largest output is the class
 * whose logit stands highest above its threshold. The result is an ordinary network: argmax, {@code Accuracy},
 * predictors and a saved model need to know nothing of thresholds, which come from {@link CalibrationLogits}. The method
 * is ours, not the paper's.
 *
 * <p>The block's own parameter is changed, as DJL can't copy a block. Fold once; folding the negated thresholds undoes it
 * up to rounding. On the same data, the thresholds of the folded network are 0 up to rounding. Stateless; thread-safe
 * for blocks that no other thread uses meanwhile.
 */
public final class ThresholdFolding {
    private ThresholdFolding() {}

    /**
     * Subtracts thresholds from the bias of the last block that has parameters: the last child's last child, and so on.
     * What stands behind it must keep the order of the outputs.
     *
     * @param network an initialised block; not while gradients are collected
     * @param thresholds ν of each class, finite
     * @throws InputException if the last layer has no bias, or not one for each threshold, or a threshold is not finite
     */
    public static void fold(Block network, double... thresholds) {
        NDArray bias = bias(last(network)).getArray();
        ClassThresholds.requireFoldable(thresholds, bias.size());
        try (NDManager manager = bias.getManager().newSubManager(bias.getDevice())) {
            NDArray before = bias.toType(DataType.FLOAT64, true);
            before.attach(manager);
            NDArray after = before.stopGradient().sub(manager.create(thresholds).reshape(bias.getShape()));
            after.toType(bias.getDataType(), false).copyTo(bias);
        }
    }

    private static Block last(Block network) {
        List<Block> children = network.getChildren().values();
        for (int i = children.size() - 1; i >= 0; i--) {
            if (!children.get(i).getParameters().isEmpty()) {
                return last(children.get(i));
            }
        }
        return network;
    }

    private static Parameter bias(Block layer) {
        Optional<Parameter> bias = layer.getDirectParameters().values().stream()
                .filter(parameter -> parameter.getType() == Parameter.Type.BIAS)
                .findFirst();
        return bias.orElseThrow(() -> new InputException("thresholds can't be folded: the last layer ("
                + layer.getClass().getSimpleName() + ") has no bias"));
    }
}
