package org.hypersimplex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workflows of a code host run parts of the script that CI runs anywhere. */
class WorkflowsTest {
    private static final Pattern CALL = Pattern.compile("(?m)run: .*\\.ci/run((?: [a-z]+)*)$");

    /** A function of the script, and a line of what it says about itself. */
    private static final Pattern PART = Pattern.compile("(?m)^([a-z]+)\\(\\) \\{$");

    @Test
    void theyCallPartsThatThereAre() throws IOException {
        List<String> called = new ArrayList<>();
        try (Stream<Path> workflows = Files.list(Path.of("../.github/workflows"))) {
            for (Path workflow : (Iterable<Path>) workflows::iterator) {
                List<MatchResult> calls =
                        CALL.matcher(Files.readString(workflow)).results().toList();
                assertThat(calls).as(workflow.toString()).isNotEmpty();
                for (MatchResult call : calls) {
                    called.addAll(List.of(call.group(1).strip().split(" ", -1)));
                }
            }
        }
        called.removeIf(String::isEmpty);
        List<String> parts = PART.matcher(Files.readString(Path.of("../.ci/run")))
                .results()
                .map(part -> part.group(1))
                .toList();
        assertThat(called).contains("tests", "oldest", "portable").isSubsetOf(parts);
    }
}
