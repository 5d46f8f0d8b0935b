package org.hypersimplex.experiments.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hypersimplex.cli.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of this module are a part of the program. */
class CommandsTest {
    @Test
    void helpListsTheCommandsOfAllModulesInTheirOrder(@TempDir Path directory) throws Exception {
        String help = new Program(directory).run("--help").out();
        assertThat(help.substring(help.indexOf("Commands:")).lines().skip(1).filter(line -> line.matches("  \\S.*")))
                .extracting(line -> line.strip().split(" ", -1)[0])
                .containsExactly(
                        "project", "loss", "train", "boost", "boost-experiment", "experiment", "report", "info");
    }
}
