package org.hypersimplex.bench.program;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds other programs and runs them. */
public final class Programs {
    private static final int SHOWN_CHARACTERS = 2000;

    private Programs() {}

    /** A program on the PATH, if it is there. */
    public static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs a program, and returns what it prints.
     *
     * @throws IOException if it fails; the message holds the end of what it printed
     */
    public static String run(ProcessBuilder program) throws IOException {
        Process process = program.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() == 0) {
                return printed;
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        throw new IOException(program.command().getFirst() + " failed: "
                + printed.substring(Math.max(0, printed.length() - SHOWN_CHARACTERS))
                        .strip());
    }

    /** The same for a program and its arguments. */
    public static String run(String program, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return run(new ProcessBuilder(command));
    }

    /** A program of ours in a JVM of its own, with the Vector API and diagnostic flags. */
    public static ProcessBuilder java(List<String> flags, String classes, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UnlockDiagnosticVMOptions"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classes, program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
