package org.hypersimplex.fuzz.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.hypersimplex.cli.report.MarkedSection;
import org.hypersimplex.cli.report.ResultFiles;

/** The tables of {@code docs/fuzzing.md}: one for each record in {@code reports/fuzzing}. */
final class FuzzTable {
    private final Path home;

    /** The tables of a checkout. */
    FuzzTable(Path home) {
        this.home = home;
    }

    void draw() throws IOException {
        section().draw(markdown());
    }

    MarkedSection section() {
        return new MarkedSection(home.resolve("docs").resolve("fuzzing.md"), "fuzzing");
    }

    String markdown() throws IOException {
        ResultFiles runs = new ResultFiles(home.resolve("reports").resolve("fuzzing"), ".json");
        StringBuilder text = new StringBuilder();
        for (Path file : runs.all()) {
            FuzzRun run = new ObjectMapper().readValue(Files.readAllBytes(file), FuzzRun.class);
            text.append("### ").append(runs.name(file)).append("\n\n");
            text.append(run.started()).append(", `-Dfuzz.seconds=").append(run.seconds());
            text.append(" -Dfuzz.jobs=").append(run.jobs()).append("`, on ");
            text.append(run.surroundings().inWords()).append(":\n\n");
            text.append("| target | what | seconds | inputs | branches | features | corpus | findings |\n");
            text.append("|---|---|--:|--:|--:|--:|--:|--:|\n");
            run.outcomes().forEach(outcome -> text.append(row(outcome)));
            text.append('\n');
        }
        return text.toString();
    }

    private static String row(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %,.0f | %,d | %,d | %,d | %,d | %d |\n",
                outcome.target(),
                outcome.subject(),
                outcome.seconds(),
                outcome.executions(),
                outcome.coverage(),
                outcome.features(),
                outcome.corpus(),
                outcome.findings().size());
    }
}
