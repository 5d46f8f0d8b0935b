package org.hypersimplex.bench.code;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that show what a kernel is compiled to: those of CUDA's toolkit, and a compiler of C.
 *
 * @param cuda the folder of the toolkit
 * @param cc the compiler of C
 */
record Toolkit(Path cuda, Path cc) {
    /** The folder of CUDA's toolkit, if nvcc isn't on the PATH. */
    private static final String CUDA_HOME = "CUDA_HOME";

    /** The toolkit of this machine, empty if there is none or no compiler of C. */
    static Optional<Toolkit> find() {
        return folder().flatMap(cuda -> onPath("cc").map(cc -> new Toolkit(cuda, cc)))
                .filter(tools -> Files.isExecutable(Path.of(tools.program("cuobjdump"))));
    }

    private static Optional<Path> folder() {
        String home = System.getenv(CUDA_HOME);
        Stream<Path> homes = home == null ? Stream.of(Path.of("/usr/local/cuda")) : Stream.of(Path.of(home));
        return Stream.concat(
                        homes, onPath("nvcc").map(nvcc -> nvcc.resolve("../..").normalize()).stream())
                .filter(folder -> Files.isExecutable(folder.resolve("bin/ptxas")))
                .findFirst();
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A program of the toolkit, such as ptxas: some packages of the toolkit come without the disassembler. */
    String program(String name) {
        Path own = cuda.resolve("bin").resolve(name);
        return (Files.isExecutable(own) ? own : onPath(name).orElse(own)).toString();
    }

    /** The folder of the toolkit's headers. */
    String headers() {
        return cuda.resolve("include").toString();
    }

    /**
     * Runs a program, and returns what it prints.
     *
     * @throws IOException if it fails; the message holds the end of what it printed
     */
    static String run(ProcessBuilder program) throws IOException {
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
                + printed.substring(Math.max(0, printed.length() - 2000)).strip());
    }

    /** The same for a program and its arguments. */
    static String run(String program, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return run(new ProcessBuilder(command));
    }
}
