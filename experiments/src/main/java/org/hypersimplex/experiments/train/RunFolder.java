package org.hypersimplex.experiments.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.experiments.store.JsonLines;
import org.jspecify.annotations.Nullable;

/**
 * The folder that runs write to: {@code runs.jsonl} with a line per finished run, a model per loss, and the chart.
 * Models and the chart appear complete or not at all.
 */
public final class RunFolder implements AutoCloseable {
    /** Name of the file with a line per run. */
    private static final String RECORDS = "runs.jsonl";

    private final Path folder;
    private final JsonLines.Writer<RunRecord> records;

    /**
     * A folder, made if it is missing, which no other program can add records to until it is closed.
     *
     * @param folder where it is
     * @throws IOException if it can't be made
     */
    public RunFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        records = RunRecord.in(folder.resolve(RECORDS)).writer();
    }

    void saveModel(TrainableNetwork network, String name) {
        Output.to(folder.resolve(name).toString(), network::save);
    }

    void saveChart(AccuracyChart chart, String name) {
        Output.to(folder.resolve(name).toString(), chart::writeSvg);
    }

    /** The last run with a loss in a framework, whose model is still there; null if there is none. */
    @Nullable
    RunRecord last(Contender loss, Framework framework) {
        return records.recorded().stream()
                .filter(run ->
                        run.loss().equals(loss.toString()) && run.framework().equals(framework.toString()))
                .reduce((before, run) -> run)
                .filter(run -> Files.exists(folder.resolve(run.model())))
                .orElse(null);
    }

    void append(RunRecord run) {
        records.append(run);
    }

    @Override
    public void close() {
        records.close();
    }
}
