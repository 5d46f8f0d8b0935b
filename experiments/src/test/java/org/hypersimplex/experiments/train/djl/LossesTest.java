package org.hypersimplex.experiments.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import java.util.Random;
import org.hypersimplex.experiments.data.ImageShape;
import org.hypersimplex.experiments.train.KChoice;
import org.hypersimplex.experiments.train.Minibatch;
import org.hypersimplex.experiments.train.Objective;
import org.hypersimplex.experiments.train.TrainingLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossesTest {
    private static final int ROWS = 12;
    private static final int CLASSES = 10;
    private static final double STEP = 1e-6;

    private final double[] logits = new Random(3).doubles(ROWS * CLASSES, -2, 2).toArray();
    private final int[] classes = new Random(4).ints(ROWS, 0, CLASSES).toArray();
    private final NDManager manager;

    LossesTest() {
        new DjlNetworks().start(1);
        manager = NDManager.newBaseManager(Device.cpu(), DjlNetworks.ENGINE);
    }

    @AfterEach
    void freeMemory() {
        manager.close();
    }

    private NDArray matrix(double... numbers) {
        return manager.create(numbers, new Shape(ROWS, CLASSES));
    }

    private NDList targets(TrainingLoss loss) {
        float[] targets = new Minibatch(new ImageShape(1, 1, 1), new float[0], classes).targets(loss.smoothing());
        double[] numbers = new double[targets.length];
        Arrays.setAll(numbers, i -> targets[i]);
        return new NDList(matrix(numbers));
    }

    private double value(TrainingLoss loss) {
        return evaluator(loss)
                .evaluate(targets(loss), new NDList(matrix(logits)))
                .getDouble();
    }

    private static Loss evaluator(TrainingLoss loss) {
        return Losses.of(new Objective(loss, KChoice.POSITIVES, 1.5, 0.02));
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAreThoseOfFiniteDifferences(TrainingLoss loss) {
        NDArray variable = matrix(logits);
        variable.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getEngine(DjlNetworks.ENGINE).newGradientCollector()) {
            collector.backward(evaluator(loss).evaluate(targets(loss), new NDList(variable)));
        }
        double[] gradient = variable.getGradient().toDoubleArray();
        double largest = 0;
        for (int i = 0; i < logits.length; i++) {
            double before = logits[i];
            logits[i] = before + STEP;
            double above = value(loss);
            logits[i] = before - STEP;
            double below = value(loss);
            logits[i] = before;
            assertThat(gradient[i]).isCloseTo((above - below) / (2 * STEP), within(1e-8));
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        assertThat(largest).isGreaterThan(1e-3);
    }

    @Test
    void valuesAreThoseOfTheFormulas() {
        double crossEntropy = 0;
        double smoothed = 0;
        double squares = 0;
        double hinge = 0;
        for (int i = 0; i < ROWS; i++) {
            double[] row = Arrays.copyOfRange(logits, i * CLASSES, (i + 1) * CLASSES);
            double sum = Arrays.stream(row).map(Math::exp).sum();
            for (int c = 0; c < CLASSES; c++) {
                double p = Math.exp(row[c]) / sum;
                double t = c == classes[i] ? 1 : 0;
                crossEntropy -= t * Math.log(p) / ROWS;
                smoothed -= (0.9 * t + 0.01) * Math.log(p) / ROWS;
                squares += (p - t) * (p - t) / (ROWS * CLASSES);
                hinge += (1 - t) * Math.max(0, 1 + row[c] - row[classes[i]]) / ROWS;
            }
        }
        assertThat(value(TrainingLoss.CROSS_ENTROPY)).isCloseTo(crossEntropy, within(1e-6));
        assertThat(value(TrainingLoss.LABEL_SMOOTHING)).isCloseTo(smoothed, within(1e-6));
        assertThat(value(TrainingLoss.MSE)).isCloseTo(squares, within(1e-6));
        assertThat(value(TrainingLoss.HINGE)).isCloseTo(hinge, within(1e-6));
    }
}
