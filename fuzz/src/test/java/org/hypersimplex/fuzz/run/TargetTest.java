package org.hypersimplex.fuzz.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who adds a target can't forget to have it run, or to give it inputs to start from. */
class TargetTest {
    private static final Path SOURCES = Path.of("src/test/java/org/hypersimplex/fuzz");
    private static final Path RESOURCES = Path.of("src/test/resources/org/hypersimplex/fuzz");

    private static List<String> names(Path folder, String start, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(start) && name.endsWith(end))
                    .map(name -> name.substring(0, name.length() - end.length()))
                    .toList();
        }
    }

    @Test
    void everyTargetIsRun() throws IOException {
        assertThat(names(SOURCES, "Fuzz", ".java"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Target.values()).map(Target::test).toList());
    }

    @Test
    void everyTargetHasInputsToStartFrom() throws IOException {
        for (Target target : Target.values()) {
            assertThat(names(RESOURCES.resolve(target.test() + "Inputs").resolve("fuzz"), "", ""))
                    .as(target.test())
                    .isNotEmpty();
        }
    }
}
