package org.hypersimplex.bench.code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypersimplex.bench.program.Programs;

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
        return folder().flatMap(cuda -> Programs.onPath("cc").map(cc -> new Toolkit(cuda, cc)))
                .filter(tools -> Files.isExecutable(Path.of(tools.program("cuobjdump"))));
    }

    private static Optional<Path> folder() {
        String home = System.getenv(CUDA_HOME);
        Stream<Path> homes = home == null ? Stream.of(Path.of("/usr/local/cuda")) : Stream.of(Path.of(home));
        return Stream.concat(
                        homes,
                        Programs.onPath("nvcc")
                                .map(nvcc -> nvcc.resolve("../..").normalize())
                                .stream())
                .filter(folder -> Files.isExecutable(folder.resolve("bin/ptxas")))
                .findFirst();
    }

    /** A program of the toolkit, such as ptxas: some packages of the toolkit come without the disassembler. */
    String program(String name) {
        Path own = cuda.resolve("bin").resolve(name);
        return (Files.isExecutable(own) ? own : Programs.onPath(name).orElse(own)).toString();
    }

    /** The folder of the toolkit's headers. */
    String headers() {
        return cuda.resolve("include").toString();
    }
}
