package org.hypersimplex.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Trains a network on minibatches that are too large for memory: the rows go through the network a part at a time, but
 * the loss sees all of them at once. A first forward pass keeps only the logits. From the logits of the whole minibatch
 * the loss computes its gradient. A second pass propagates that back part by part, and adds up the parts' gradients by
 * the network's parameters. One step of the updater follows.
 *
 * <p>The step is that of {@code network.fit(minibatch)}, up to rounding, at the cost of a second forward pass. Two
 * kinds of layer behave differently. Batch normalisation normalises each part by the part's own statistics, and its
 * running statistics make one step, the mean of the parts' steps. Dropout and other noise are drawn for each part, and
 * are the same in both of its passes, since ND4J's random generator is seeded anew for each.
 *
 * <p>The network's updater, schedules, regularisation, gradient normalisation and constraints work as in {@code fit},
 * and calls of either {@code fit} may alternate. Of the network's listeners only {@code iterationDone} is called. The
 * loss may be any that takes one row of logits per sample. Not thread-safe.
 */
public final class MicroBatchTrainer {
    private final MultiLayerNetwork network;
    /** Shares the network's parameters, but its outputs are logits, and its labels are the gradient by the logits. */
    private final MultiLayerNetwork carrier;

    private final ILossFunction loss;
    private final IActivation activation;
    private final int rows;

    /**
     * A trainer of a network.
     *
     * @param network the network to train; its last layer is an output layer with weights
     * @param rows how many samples to pass through the network at a time, at least 1
     * @throws IllegalArgumentException if rows is below 1 or the last layer has no loss
     */
    public MicroBatchTrainer(MultiLayerNetwork network, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be at least 1, was " + rows);
        }
        if (!(network.getOutputLayer().conf().getLayer() instanceof BaseOutputLayer output)) {
            throw new IllegalArgumentException("the last layer must be an output layer, was "
                    + network.getOutputLayer().type());
        }
        this.network = network;
        this.rows = rows;
        this.loss = output.getLossFn();
        this.activation = output.getActivationFn();
        this.carrier =
                new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
        carrier.init(network.params(), false);
        carrier.initGradientsView();
        BaseOutputLayer last = (BaseOutputLayer) carrier.getOutputLayer().conf().getLayer();
        last.setActivationFn(new ActivationIdentity());
        last.setLossFn(new GivenGradient());
    }

    /**
     * Rows {@code from} to before {@code to} of a minibatch, and the seed of the random numbers drawn in their passes.
     */
    private record Part(INDArray features, @Nullable INDArray mask, int from, int to, long seed) {
        INDArray rowsOf(INDArray matrix) {
            return slice(matrix, from, to);
        }
    }

    /**
     * Makes one step.
     *
     * @param minibatch features, labels of shape [n, C], and their masks if any
     * @throws IllegalArgumentException if labels aren't a matrix or the loss refuses them; nothing is changed then
     */
    public void fit(DataSet minibatch) {
        INDArray labels = minibatch.getLabels();
        if (labels == null || labels.rank() != 2) {
            throw new IllegalArgumentException("labels must have the shape [n, C], was "
                    + (labels == null ? "null" : Arrays.toString(labels.shape())));
        }
        INDArray mask = minibatch.getLabelsMaskArray();
        List<Part> parts = parts(minibatch);
        INDArray logits = logits(parts);
        double score = loss.computeScore(labels, logits, activation, mask, false);
        INDArray given = loss.computeGradient(labels, logits.dup(), activation, mask);
        INDArray sum = carrier.params().like();
        for (Part part : parts) {
            sum.addi(carriedBack(part, given, labels.size(0)).reshape(sum.shape()));
        }
        step(gradient(sum), Math.toIntExact(labels.size(0)), score);
    }

    private List<Part> parts(DataSet minibatch) {
        int samples = Math.toIntExact(minibatch.getFeatures().size(0));
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < samples; from += rows) {
            int to = Math.min(samples, from + rows);
            INDArray mask = minibatch.getFeaturesMaskArray();
            parts.add(new Part(
                    slice(minibatch.getFeatures(), from, to),
                    mask == null ? null : slice(mask, from, to),
                    from,
                    to,
                    Nd4j.getRandom().nextLong()));
        }
        return parts;
    }

    private static INDArray slice(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.interval(from, to));
    }

    private INDArray logits(List<Part> parts) {
        List<INDArray> logits = new ArrayList<>();
        for (Part part : parts) {
            Nd4j.getRandom().setSeed(part.seed);
            logits.add(carrier.output(part.features, true, part.mask, null));
        }
        return Nd4j.concat(0, logits.toArray(INDArray[]::new));
    }

    /** A part's share of the gradient by the parameters. */
    private INDArray carriedBack(Part part, INDArray given, long samples) {
        Nd4j.getRandom().setSeed(part.seed);
        carrier.setLayerMaskArrays(part.mask, null);
        carrier.setInput(part.features);
        carrier.setLabels(part.rowsOf(given));
        carrier.computeGradientAndScore();
        // The "gradients" of batch normalisation's running statistics are no sums over samples but steps towards the
        // part's statistics. Weighting them by the part's share of the samples makes their sum the mean of the parts'
        // steps.
        for (Layer layer : carrier.getLayers()) {
            for (String parameter : layer.paramTable().keySet()) {
                if (!layer.updaterDivideByMinibatch(parameter)) {
                    carrier.gradient()
                            .getGradientFor(layer.getIndex() + "_" + parameter)
                            .muli((part.to - part.from) / (double) samples);
                }
            }
        }
        carrier.clear();
        return carrier.getFlattenedGradients();
    }

    /** Copies the gradient to the network's own array, since its updater clips and scales only what lies there. */
    private Gradient gradient(INDArray sum) {
        if (network.getFlattenedGradients() == null) {
            network.initGradientsView();
        }
        INDArray all = network.getFlattenedGradients();
        all.assign(sum.reshape(all.shape()));
        Gradient gradient = new DefaultGradient(all);
        for (Layer layer : network.getLayers()) {
            if (layer.numParams() > 0) {
                layer.conf()
                        .getLayer()
                        .initializer()
                        .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray())
                        .forEach((name, view) -> gradient.setGradientFor(layer.getIndex() + "_" + name, view));
            }
        }
        return gradient;
    }

    private void step(Gradient gradient, int samples, double sum) {
        int iteration = network.getIterationCount();
        int epoch = network.getEpochCount();
        double regularisation = network.calcRegularizationScore(true);
        network.getUpdater(true).update(network, gradient, iteration, epoch, samples, LayerWorkspaceMgr.noWorkspaces());
        network.params().subi(gradient.gradient().reshape(network.params().shape()));
        network.setGradient(gradient);
        boolean isMean = network.getOutputLayer().conf().isMiniBatch();
        network.setScore((isMean ? sum / samples : sum) + regularisation);
        for (TrainingListener listener : network.getListeners()) {
            listener.iterationDone(network, iteration, epoch);
        }
        network.setIterationCount(iteration + 1);
        network.applyConstraints(iteration, epoch);
    }
}
