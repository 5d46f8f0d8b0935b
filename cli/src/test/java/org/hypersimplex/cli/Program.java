package org.hypersimplex.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the command line as a process of its own, in a directory of its own. Other modules use it to test their
 * commands.
 */
public final class Program {
    /** The JVM's own remark, which the launcher drops too. */
    private static final String REMARK = "WARNING: Using incubator modules: jdk.incubator.vector";

    private final Path directory;
    private final List<String> starter;
    private final List<String> options;

    /**
     * A program with all commands of the class path.
     *
     * @param directory where it runs
     */
    public Program(Path directory) {
        this(directory, List.of(), List.of());
    }

    private Program(Path directory, List<String> starter, List<String> options) {
        this.directory = directory;
        this.starter = starter;
        this.options = options;
    }

    /** The same program, with more options for the JVM. */
    public Program withOptions(String... more) {
        return new Program(directory, starter, List.of(more));
    }

    /** The same program, started by a command that gets its command line as arguments. */
    public Program startedBy(List<String> command) {
        return new Program(directory, command, options);
    }

    /**
     * What a run left.
     *
     * @param status the exit status
     * @param out standard output
     * @param err lines of standard error
     */
    public record Run(int status, String out, List<String> err) {
        /** Standard output as a matrix. */
        public double[][] matrix() {
            return out.lines()
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        }
    }

    /** Writes a file into the directory. */
    public Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    /** Runs it to its end. */
    public Run run(String... args) throws IOException, InterruptedException {
        return runWithInput("", args);
    }

    /** Runs it to its end, with something on standard input. */
    public Run runWithInput(String input, String... args) throws IOException, InterruptedException {
        Path err = Files.createTempFile("hypersimplex", ".err");
        try {
            Process process = start(err, args);
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The program may end, with an error that the test looks at, before it has read its input.
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            List<String> lines = new ArrayList<>(Files.readAllLines(err));
            lines.remove(REMARK);
            return new Run(status, out, lines);
        } finally {
            Files.delete(err);
        }
    }

    /** Starts it, for those who don't wait for its end. */
    public Process start(Path err, String... args) throws IOException {
        return builder(args).redirectError(err.toFile()).start();
    }

    /** The process, for those who have a say in its streams. */
    public ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>(starter);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path")));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(options);
        command.add(HypersimplexCommand.class.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command).directory(directory.toFile());
    }
}
