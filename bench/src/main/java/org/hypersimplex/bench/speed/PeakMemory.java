package org.hypersimplex.bench.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.hypersimplex.cli.report.Measured;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/** The peak of the measuring process's memory, with that of native libraries; on Linux only. */
public final class PeakMemory implements InternalProfiler {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "VmHWM:";

    @Override
    public String getDescription() {
        return "peak of the process's memory";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // Nothing to do: the operating system keeps track of the peak.
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        if (!Files.exists(STATUS)) {
            return List.of();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(KEY))
                    .map(line -> new ScalarResult(
                            Measured.PEAK_MEMORY, kibibytes(line) / 1024, "MiB", AggregationPolicy.MAX))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double kibibytes(String line) {
        return Double.parseDouble(line.substring(KEY.length()).replace("kB", "").strip());
    }
}
