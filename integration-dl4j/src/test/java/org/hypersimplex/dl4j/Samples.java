package org.hypersimplex.dl4j;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.hypersimplex.problem.KPolicy;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Seeded data and the losses under test. */
final class Samples {
    private Samples() {}

    /** Every loss of the package, in different settings. */
    static List<ILossFunction> losses() {
        return List.of(
                LossHypersimplex.mean(KPolicy.positives(), 1.5),
                LossHypersimplex.halfSum(KPolicy.half(), 0.7),
                LossHypersimplex.mean(KPolicy.positives(), 1.5).anchored(0.3),
                LossHypersimplex.halfSum(KPolicy.prior(0.2), 0.7).anchored(0.02),
                new LossSoftmaxMse(),
                new LossSummedHinge());
    }

    /** Normal numbers of the type. */
    static INDArray normal(DataType type, long seed, int rows, int columns) {
        Random random = new Random(seed);
        double[][] numbers = new double[rows][columns];
        for (double[] row : numbers) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextGaussian();
            }
        }
        return Nd4j.createFromArray(numbers).castTo(type);
    }

    /** One-hot labels, every class at least once if there are rows enough. */
    static INDArray oneHot(DataType type, long seed, int rows, int classes) {
        Random random = new Random(seed);
        double[][] labels = new double[rows][classes];
        for (int i = 0; i < rows; i++) {
            labels[i][i < classes ? i : random.nextInt(classes)] = 1;
        }
        return Nd4j.createFromArray(labels).castTo(type);
    }

    /**
     * Classes of unequal size, each around its own centre and overlapping with the others: class 0 has half of the samples,
     * the others share the rest.
     */
    static DataSet clusters(DataType type, long seed, int rows, int features, int classes) {
        double[][] centres = centres(features, classes);
        Random random = new Random(seed);
        double[][] x = new double[rows][features];
        double[][] t = new double[rows][classes];
        for (int i = 0; i < rows; i++) {
            int c = i % 2 == 0 ? 0 : 1 + random.nextInt(classes - 1);
            t[i][c] = 1;
            for (int j = 0; j < features; j++) {
                x[i][j] = centres[c][j] + random.nextGaussian();
            }
        }
        return new DataSet(
                Nd4j.createFromArray(x).castTo(type), Nd4j.createFromArray(t).castTo(type));
    }

    private static double[][] centres(int features, int classes) {
        Random random = new Random(4711);
        double[][] centres = new double[classes][features];
        for (double[] centre : centres) {
            for (int j = 0; j < features; j++) {
                centre[j] = 1.2 * random.nextGaussian();
            }
        }
        return centres;
    }

    static DataSetIterator inBatches(DataSet data, int rows) {
        return new ListDataSetIterator<>(data.asList(), rows);
    }

    static int[] classes(INDArray oneHotOrScores) {
        return oneHotOrScores.argMax(1).toIntVector();
    }

    /** The largest absolute difference; INDArray.equals overlooks differences up to 1e-5. NaN if there is one. */
    static double distance(INDArray a, INDArray b) {
        return a.castTo(DataType.DOUBLE)
                .sub(b.castTo(DataType.DOUBLE))
                .amaxNumber()
                .doubleValue();
    }
}
