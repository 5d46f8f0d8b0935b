package org.hypersimplex.bench.assembly;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hypersimplex.bench.program.Programs;

/**
 * Looks at the machine code of the passes: a JVM of its own prints it, and objdump (of the GNU binutils) reads it. That
 * needs no counters of the processor, which virtual machines often hide.
 */
public final class PassRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OBJDUMP = "objdump";
    private static final List<String> X86 = List.of("amd64", "x86_64");

    /** A method that C2 is done with, and its code as hexadecimal digits. */
    private static final Pattern COMPILED = Pattern.compile(
            "Compiled method \\(c2\\)(?<head>[^\\n]*?)(?<method>[\\w.$]+::\\w+) [^\\n]*\\n.*?\\[MachCode\\](?<code>.*?)\\[/MachCode\\]",
            Pattern.DOTALL);

    /** In front of a method that was compiled while one of its loops was running. */
    private static final String RUNNING = "%";

    private static final Pattern BYTES = Pattern.compile("^\\s*0x[0-9a-f]+:(?<digits>[0-9a-f |]+)$", Pattern.MULTILINE);

    private PassRun() {}

    /** Why the code can't be looked at here, as a sentence; empty if it can. */
    public static Optional<String> whyNot() {
        if (!X86.contains(System.getProperty("os.arch", "").toLowerCase(Locale.ROOT))) {
            return Optional.of("only the instructions of x86-64 are told apart");
        }
        return Programs.onPath(OBJDUMP).isPresent()
                ? Optional.empty()
                : Optional.of("there is no objdump (of the GNU binutils) on the PATH");
    }

    /**
     * Looks at the passes.
     *
     * @param classes the class path of the kernels and of this program
     * @return for each pass the instructions of a turn of its main loop
     * @throws UnsupportedOperationException if that can't be done here; the message says why
     * @throws IOException if a program fails; the message says what it printed
     */
    public static ArrayNode measure(String classes) throws IOException {
        Optional<String> whyNot = whyNot();
        if (whyNot.isPresent()) {
            throw new UnsupportedOperationException("no look at the code of the passes: " + whyNot.get());
        }
        String printed = Programs.run(printing(classes));
        ArrayNode list = JSON.createArrayNode();
        for (Map.Entry<Pass, byte[]> compiled : compiled(printed).entrySet()) {
            PassCode.of(disassemble(compiled.getValue())).ifPresent(code -> {
                ObjectNode node = JSON.createObjectNode();
                node.put("pass", compiled.getKey().title());
                node.put("vectors", compiled.getKey().vectors(code));
                list.add(node.setAll((ObjectNode) JSON.valueToTree(code)));
            });
        }
        return list;
    }

    private static ProcessBuilder printing(String classes) {
        List<String> flags = new ArrayList<>(List.of("-Xbatch"));
        for (Pass pass : Pass.values()) {
            flags.add("-XX:CompileCommand=print," + pass.method());
        }
        return Programs.java(flags, classes, PassCalls.class);
    }

    /** The code that was made last of each pass, but not for a loop that was already running. */
    static Map<Pass, byte[]> compiled(String printed) {
        Map<Pass, byte[]> all = new EnumMap<>(Pass.class);
        Matcher compiled = COMPILED.matcher(printed);
        while (compiled.find()) {
            if (!compiled.group("head").contains(RUNNING)) {
                byte[] code = bytes(compiled.group("code"));
                Pass.of(compiled.group("method")).ifPresent(pass -> all.put(pass, code));
            }
        }
        return all;
    }

    private static byte[] bytes(String text) {
        StringBuilder digits = new StringBuilder();
        Matcher line = BYTES.matcher(text);
        while (line.find()) {
            digits.append(line.group("digits").replaceAll("[ |]", ""));
        }
        return HexFormat.of().parseHex(digits);
    }

    private static String disassemble(byte[] code) throws IOException {
        Path file = Files.createTempFile("hypersimplex-code", ".bin");
        try {
            Files.write(file, code);
            return Programs.run(OBJDUMP, "-D", "-b", "binary", "-m", "i386:x86-64", "--no-show-raw-insn", file);
        } finally {
            Files.delete(file);
        }
    }
}
