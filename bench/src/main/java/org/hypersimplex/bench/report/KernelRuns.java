package org.hypersimplex.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hypersimplex.cli.report.ResultFiles;

/**
 * The runs with one kind of vectors; at least one of them is there.
 *
 * @param name of the kind
 * @param before a run from before the last changes
 * @param now a run with them
 */
record KernelRuns(String name, Optional<KernelRun> before, Optional<KernelRun> now) {
    private static final String BEFORE = "-before";

    /** All kinds that there are runs of, by name. */
    static List<KernelRuns> in(ResultFiles files) throws IOException {
        TreeMap<String, KernelRuns> all = new TreeMap<>();
        for (Path file : files.all()) {
            String full = files.name(file);
            boolean isBefore = full.endsWith(BEFORE);
            String name = isBefore ? full.substring(0, full.length() - BEFORE.length()) : full;
            Optional<KernelRun> run = Optional.of(KernelRun.of(file, ResultFiles.json(file, "bench")));
            KernelRuns known = all.getOrDefault(name, new KernelRuns(name, Optional.empty(), Optional.empty()));
            all.put(name, isBefore ? new KernelRuns(name, run, known.now) : new KernelRuns(name, known.before, run));
        }
        return new ArrayList<>(all.values());
    }

    private Stream<KernelRun> all() {
        return Stream.of(before, now).flatMap(Optional::stream);
    }

    /** Whether vectors have 512 bits. */
    boolean isWide() {
        return all().anyMatch(KernelRun::isWide);
    }

    String surroundings() {
        return String.join("", all().map(KernelRun::surroundings).toList());
    }

    String tables() {
        return String.join("", all().map(KernelRun::table).toList());
    }

    KernelCharts charts() {
        return new KernelCharts(before, now);
    }
}
