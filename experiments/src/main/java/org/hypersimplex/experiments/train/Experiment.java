package org.hypersimplex.experiments.train;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.experiments.data.ImageDataset;
import org.hypersimplex.experiments.data.ImageSplits;
import org.hypersimplex.experiments.data.LabelledImages;

/**
 * Trains with one loss after another and records each run when it has ended.
 *
 * @param networks where they come from, of the settings' framework
 * @param dataset what the images are
 * @param splits all images
 * @param train the images to train on
 * @param settings of every run
 * @param command as typed
 */
public record Experiment(
        NetworkFactory networks,
        ImageDataset dataset,
        ImageSplits splits,
        LabelledImages train,
        TrainingSettings settings,
        String command) {

    /**
     * Trains with each loss that the folder has no such run of, so that what was stopped goes on where it was.
     *
     * @param losses in their order
     * @param folder where records, models and the chart go
     * @param err where to say how far it is
     * @return a record for each loss
     * @throws UserException if something can't be written
     */
    public List<RunRecord> run(List<Contender> losses, RunFolder folder, PrintStream err) {
        Trainer trainer = new Trainer(networks, dataset, train, splits.test(), settings);
        Surroundings surroundings = networks.surroundings();
        List<RunRecord> runs = new ArrayList<>();
        for (Contender loss : losses) {
            RunRecord before = folder.last(loss, settings.framework());
            if (before != null && before.repeats(splits.source(), train.size(), loss, settings)) {
                err.printf("hypersimplex: %s was trained before, at %s%n", loss, before.started());
                runs.add(before);
            } else {
                runs.add(run(trainer, loss, folder, surroundings, err));
            }
        }
        folder.saveChart(new AccuracyChart(runs), "accuracy.svg");
        return runs;
    }

    private RunRecord run(
            Trainer trainer, Contender loss, RunFolder folder, Surroundings surroundings, PrintStream err) {
        String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        try (TrainableNetwork network = trainer.network(loss)) {
            Trainer.Outcome outcome;
            try (Progress progress = Progress.of(loss.toString(), settings.epochs(), train.size(), err)) {
                outcome = trainer.train(network, progress);
            }
            String model = loss + network.fileEnding();
            RunRecord run = record(started, loss, outcome, network.parameters(), model, surroundings);
            folder.saveModel(network, model);
            folder.append(run);
            return run;
        }
    }

    private RunRecord record(
            String started,
            Contender loss,
            Trainer.Outcome outcome,
            long parameters,
            String model,
            Surroundings surroundings) {
        return new RunRecord(
                started,
                command,
                settings.framework().toString(),
                dataset.toString(),
                splits.source(),
                train.size(),
                Trainer.calibration(train).size(),
                splits.test().size(),
                "crop after reflecting " + dataset.padding() + " pixels at each edge, horizontal flip",
                loss.toString(),
                loss.loss() == TrainingLoss.HYPERSIMPLEX ? settings.k().toString() : null,
                settings.tau(),
                loss.objective(settings).anchor(),
                settings.batch(),
                settings.epochs(),
                settings.channels(),
                parameters,
                "Adam",
                settings.learningRate(),
                settings.seed(),
                outcome.last().rawAccuracy(),
                outcome.last().foldedAccuracy(),
                outcome.trainingSeconds(),
                outcome.seconds(),
                Arrays.stream(outcome.thresholds()).boxed().toList(),
                outcome.epochs(),
                model,
                surroundings);
    }
}
