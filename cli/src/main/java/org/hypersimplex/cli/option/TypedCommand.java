package org.hypersimplex.cli.option;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as the user typed it, for the records of runs. */
public final class TypedCommand {
    private TypedCommand() {}

    /**
     * The command under way.
     *
     * @param spec of the command
     * @return such as "./hypersimplex train --seed 1"
     */
    public static String of(CommandSpec spec) {
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        return "./hypersimplex " + String.join(" ", arguments);
    }
}
