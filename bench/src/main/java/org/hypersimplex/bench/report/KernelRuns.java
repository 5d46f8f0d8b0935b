package org.hypersimplex.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param code a run that only looked at the code of the passes
 */
record KernelRuns(String name, Optional<KernelRun> before, Optional<KernelRun> now, Optional<KernelRun> code) {
    private static final String BEFORE = "-before";
    private static final String NOW = "";
    private static final String CODE = "-code";

    /** All kinds that there are runs of, by name. */
    static List<KernelRuns> in(ResultFiles files) throws IOException {
        TreeMap<String, Map<String, KernelRun>> all = new TreeMap<>();
        for (Path file : files.all()) {
            String full = files.name(file);
            String kind =
                    Stream.of(BEFORE, CODE).filter(full::endsWith).findFirst().orElse(NOW);
            String name = full.substring(0, full.length() - kind.length());
            all.computeIfAbsent(name, n -> new HashMap<>())
                    .put(kind, KernelRun.of(file, ResultFiles.json(file, "bench")));
        }
        List<KernelRuns> runs = new ArrayList<>();
        all.forEach((name, kinds) -> runs.add(new KernelRuns(
                name,
                Optional.ofNullable(kinds.get(BEFORE)),
                Optional.ofNullable(kinds.get(NOW)),
                Optional.ofNullable(kinds.get(CODE)))));
        return runs;
    }

    private Stream<KernelRun> all() {
        return Stream.of(before, now, code).flatMap(Optional::stream);
    }

    /** Whether vectors have 512 bits. */
    boolean isWide() {
        return all().anyMatch(KernelRun::isWide);
    }

    String surroundings() {
        return String.join("", all().map(KernelRun::surroundings).toList());
    }

    String tables() {
        return String.join(
                "",
                Stream.of(before, now)
                        .flatMap(Optional::stream)
                        .map(KernelRun::table)
                        .toList());
    }

    /** What the passes consist of, if somebody looked. */
    String passes() {
        return code.map(run -> PassTable.of(run.json()) + PassTable.profiles(run.json()))
                .orElse("");
    }

    KernelCharts charts() {
        return new KernelCharts(before, now);
    }
}
