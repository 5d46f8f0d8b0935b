package org.hypersimplex.experiments.plan;

import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.train.Framework;
import org.hypersimplex.experiments.train.Schedule;
import org.hypersimplex.experiments.train.TrainingLoss;

/** Runs that never were. */
final class Runs {
    private Runs() {}

    static RunResult of(String block, double learningRate, double... accuracies) {
        return of(block, 128, learningRate, accuracies);
    }

    /** A run with a look for each accuracy; test accuracies are 0.1 lower. */
    static RunResult of(String block, int batch, double learningRate, double... accuracies) {
        return of(block, new LossChoice(TrainingLoss.MSE, null, null), batch, learningRate, accuracies);
    }

    static RunResult of(String block, LossChoice choice, int batch, double learningRate, double... accuracies) {
        RunConfig config = new RunConfig(
                block,
                Framework.DL4J,
                ImageDataset.FASHION_MNIST,
                choice.loss(),
                choice.k(),
                choice.anchor(),
                1.5,
                batch,
                accuracies.length,
                0,
                8,
                0,
                100,
                learningRate,
                Schedule.CONSTANT,
                0,
                null,
                1);
        List<Evaluation> evaluations = new ArrayList<>();
        for (double accuracy : accuracies) {
            int epoch = evaluations.size() + 1;
            evaluations.add(new Evaluation(epoch, epoch, 0, reading(accuracy), reading(accuracy - 0.1)));
        }
        return new RunResult(config, "nowhere", 100, evaluations, 1, Surroundings.here());
    }

    private static Reading reading(double accuracy) {
        return new Reading(accuracy - 0.2, accuracy, accuracy);
    }
}
