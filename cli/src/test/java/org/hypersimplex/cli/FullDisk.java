package org.hypersimplex.cli;

import java.io.IOException;
import java.util.List;

/** The folder {@code full}, on a file system of its own with room for 4,096 bytes, for as long as a program runs. */
public final class FullDisk {
    /** Linux lets every user mount what only the own processes see. What is left there is copied to {@code left}. */
    private static final List<String> STARTER = List.of(
            "unshare",
            "--map-root-user",
            "--mount",
            "bash",
            "-c",
            "mkdir -p full left && mount -t tmpfs -o size=4k tmpfs full || exit 99; "
                    + "\"$@\"; status=$?; cp -a full/. left; exit $status",
            "-");

    private FullDisk() {}

    /** Whether this system can have one. */
    public static boolean isPossible() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A program that sees it. */
    public static Program seenBy(Program program) {
        return program.startedBy(STARTER);
    }
}
