package org.hypersimplex.experiments.train.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import ai.djl.util.cuda.CudaUtils;
import java.util.List;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.experiments.data.LabelledImages;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.NativeFolder;
import org.hypersimplex.experiments.train.NetworkFactory;
import org.hypersimplex.experiments.train.Objective;
import org.hypersimplex.experiments.train.PaperNetwork;
import org.hypersimplex.experiments.train.TrainableNetwork;

/**
 * Builds the paper's network in Deep Java Library. PyTorch's native code comes in jars and is never downloaded in a run.
 * The build's is for the CPU. With native code for CUDA, which the user installs, networks are trained on the GPU.
 *
 * <p>PyTorch's convolutions on the CPU are oneDNN's. In the release that PyTorch 2.7.1 has, its code for AVX2 and AVX-512
 * gives wrong gradients, without a word, by the input of a convolution in float32 whose channels are no multiple of 8 or
 * 16, as many as its vectors hold: layers further down then learn noise. Its code for SSE 4.1 gives the right ones in
 * twice the time. So AVX2 is asked for where all channels are multiples of 8, and SSE 4.1 elsewhere, unless the user has
 * set ONEDNN_MAX_CPU_ISA. oneDNN reads it once.
 */
public final class DjlNetworks implements NetworkFactory {
    static final String ENGINE = "PyTorch";

    private static final String INSTRUCTIONS = "ONEDNN_MAX_CPU_ISA";
    private static final String CACHE = "DJL_CACHE_DIR";
    private static final int AVX2_FLOATS = 8;

    /** What the channels of this process's networks are multiples of; 0 before the first is known. */
    private static int unit;

    @Override
    public Framework framework() {
        return Framework.DJL;
    }

    @Override
    public void start(int channels) {
        choose(channels % AVX2_FLOATS == 0 ? AVX2_FLOATS : 1);
        NativeFolder.choose(CACHE, Utils.getEnvOrSystemProperty(CACHE), ".djl.ai");
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        try {
            Engine.getEngine(ENGINE);
        } catch (RuntimeException | LinkageError e) {
            throw new UserException("djl needs PyTorch's native code for this machine, which is not on the class path ("
                    + e.getMessage() + "): the build has it for linux-x86_64; for other machines add the artifact "
                    + "ai.djl.pytorch:pytorch-native-cpu with theirs as its classifier");
        }
    }

    private static synchronized void choose(int wanted) {
        if (unit == 0) {
            unit = wanted;
            NativeEnvironment.setUnlessSet(INSTRUCTIONS, instructions());
        }
    }

    /** The most that oneDNN uses in this process. */
    private static synchronized String instructions() {
        String asked = System.getenv(INSTRUCTIONS);
        return asked != null ? asked : unit == AVX2_FLOATS ? "AVX2" : "SSE41";
    }

    /** Where networks are trained. */
    static Device device() {
        return Engine.getEngine(ENGINE).defaultDevice();
    }

    private static synchronized void check(int channels) {
        if (channels % unit != 0) {
            throw new IllegalStateException(
                    "PyTorch was started for multiples of " + unit + " channels, not for " + channels);
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    @Override
    public TrainableNetwork create(PaperNetwork network, List<PaperNetwork.Weights> weights, Objective objective) {
        check(network.channels());
        return new DjlNetwork(block(network), network, weights, objective);
    }

    private static SequentialBlock block(PaperNetwork network) {
        SequentialBlock block = new SequentialBlock();
        for (int i = 0; i < PaperNetwork.CONVOLUTIONS; i++) {
            block.add(Conv2d.builder()
                    .setFilters(network.channels())
                    .setKernelShape(new Shape(PaperNetwork.KERNEL, PaperNetwork.KERNEL))
                    .optPadding(new Shape(PaperNetwork.KERNEL / 2, PaperNetwork.KERNEL / 2))
                    .build());
            block.add(BatchNorm.builder().build());
            if (PaperNetwork.isPooled(i)) {
                block.add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
            }
            block.add(Activation.reluBlock());
        }
        return block.add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(PaperNetwork.HIDDEN_UNITS).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(LabelledImages.CLASSES).build());
    }

    @Override
    public Surroundings surroundings() {
        String version = Engine.getDjlVersion() + " with " + ENGINE + " "
                + Engine.getEngine(ENGINE).getVersion();
        Device device = device();
        String oneDnn = device.isGpu()
                ? "unused: a GPU of compute capability " + CudaUtils.getComputeCapability(device.getDeviceId())
                : "up to " + instructions();
        return Surroundings.here().withDjl(JniUtils.getNumThreads(), version, oneDnn);
    }
}
