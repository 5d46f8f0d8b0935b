package org.hypersimplex.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.hypersimplex.bench.speed.SpeedTable;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.cli.report.Measured;

/**
 * One run of {@code bench}.
 *
 * @param file its name, to be shown
 * @param json what it wrote
 */
record KernelRun(String file, JsonNode json) {
    private static final String WIDEST = " 512 bits";

    static KernelRun of(Path file, JsonNode json) {
        return new KernelRun(String.valueOf(file.getFileName()), json);
    }

    List<Measured> results() {
        return Measured.all(json);
    }

    /** Whether vectors had 512 bits. */
    boolean isWide() {
        return engine().contains(WIDEST);
    }

    private String engine() {
        return Objects.requireNonNullElse(Measured.surroundings(json).engine(), "an engine that isn't known");
    }

    /** What it was measured on, as an item of a list. */
    String surroundings() {
        Surroundings on = Measured.surroundings(json);
        List<String> flags = Objects.requireNonNullElse(on.flags(), List.of());
        boolean isForced = flags.stream().anyMatch(flag -> flag.startsWith("-XX:UseAVX="));
        return String.format(
                "- `%s`: `%s` on %s, flags `%s`; %s%s.%n",
                file,
                Measured.command(json),
                on.inWords(),
                String.join(" ", flags),
                engine(),
                isForced ? ", narrower than the machine's by that flag" : "");
    }

    /** Everything that was measured. */
    String table() {
        return String.format(
                "%n<details><summary>Everything in %s</summary>%n%n```%n%s%n```%n</details>%n",
                file, String.join("\n", new SpeedTable(results()).lines()));
    }
}
