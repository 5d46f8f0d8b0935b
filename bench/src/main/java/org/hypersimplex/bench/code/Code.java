package org.hypersimplex.bench.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hypersimplex.bench.program.Programs;

/**
 * What the GPU's compiler makes of a kernel.
 *
 * @param registers of a thread
 * @param localBytes of the memory that a workgroup shares
 * @param spilledBytes that don't fit into the registers
 * @param loops its innermost loops
 */
record Code(int registers, int localBytes, int spilledBytes, List<Loop> loops) {
    /** The GPU that code is compiled for. */
    static final String ARCHITECTURE = "sm_90";

    /** What one of its multiprocessors has room for. */
    private static final int REGISTERS = 65_536;

    private static final int LOCAL_BYTES = 228 << 10;
    private static final int RESERVED_BYTES = 1 << 10;
    private static final int THREADS = 2048;
    private static final int GROUPS = 32;

    private static final Pattern USED = Pattern.compile("Used (\\d+) registers");
    private static final Pattern LOCAL = Pattern.compile("(\\d+) bytes smem");
    private static final Pattern SPILLED = Pattern.compile("(\\d+) bytes spill stores");

    /**
     * Compiles a module with a single kernel.
     *
     * @param module PTX or CUDA C
     * @param registers the most of a thread, 0 if the compiler is free
     */
    static Code of(Toolkit tools, Path module, int registers) throws IOException {
        Path binary = Files.createTempFile("hypersimplex-module", ".cubin");
        try {
            List<Object> arguments = new ArrayList<>(List.of("-arch=" + ARCHITECTURE, module, "-o", binary));
            boolean isSource = isSource(module);
            arguments.addAll(isSource ? List.of("-x", "cu", "-cubin", "-Xptxas", "-v") : List.of("-v"));
            if (registers > 0) {
                arguments.add("-maxrregcount=" + registers);
            }
            String said = Programs.run(tools.program(isSource ? "nvcc" : "ptxas"), arguments.toArray());
            String disassembly = Programs.run(tools.program("cuobjdump"), "-sass", binary);
            return new Code(number(USED, said), number(LOCAL, said), number(SPILLED, said), Loop.all(disassembly));
        } finally {
            Files.delete(binary);
        }
    }

    /** Whether a module is CUDA C. */
    static boolean isSource(Path module) throws IOException {
        return Files.readString(module).contains("__global__");
    }

    private static int number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** How many workgroups of so many threads a multiprocessor runs at the same time. */
    int groups(int threads) {
        int warps = Math.ceilDiv(threads, 32);
        // A warp gets its registers in pieces of 256.
        int byRegisters = REGISTERS / (warps * Math.ceilDiv(registers * 32, 256) * 256);
        int byMemory = LOCAL_BYTES / (localBytes + RESERVED_BYTES);
        return Math.min(Math.min(byRegisters, byMemory), Math.min(THREADS / threads, GROUPS));
    }
}
