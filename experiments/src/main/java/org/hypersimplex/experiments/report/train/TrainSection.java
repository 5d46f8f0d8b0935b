package org.hypersimplex.experiments.report.train;

import java.util.List;
import java.util.Locale;
import org.hypersimplex.experiments.train.ResultTable;
import org.hypersimplex.experiments.train.RunRecord;

/** What the README says about a run of {@code train}: how it was made, the table, the chart. */
final class TrainSection {
    private TrainSection() {}

    static String of(List<RunRecord> runs, String chart) {
        RunRecord run = runs.get(0);
        return String.format(
                Locale.ROOT,
                """
                `%s` on %s, oneDNN %s:

                %s
                %s, %,d training and %,d test images, %d epochs in minibatches of at most %,d, %d channels, seed %d.
                One seed, and a small network trained briefly: less than the paper's protocol, so the difference between
                two rows may be chance. Training isn't reproducible to the bit: a second run with the same seed can give
                other figures, above all for hypersimplex-paper, which never learns class offsets. [The curves](%s)
                """,
                run.command().strip(),
                run.surroundings().inWords(),
                run.surroundings().oneDnn(),
                new ResultTable(runs).markdown(),
                run.dataset(),
                run.trainImages(),
                run.testImages(),
                run.epochs(),
                run.batch(),
                run.channels(),
                run.seed(),
                chart);
    }
}
