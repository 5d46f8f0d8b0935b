package org.hypersimplex.bench.code;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypersimplex.bench.program.Programs;

/**
 * Finds out, without a GPU, what code runs on one, and what a call costs the host: a TornadoVM SDK for NVIDIA's GPUs
 * compiles the kernels in a JVM whose driver is a {@link DriverStub}, and CUDA's toolkit compiles what the stub was
 * given.
 */
public final class CodeRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The SDK, as for everything that needs TornadoVM. */
    private static final String SDK = "TORNADOVM_HOME";

    /** Where an SDK keeps the arguments that a JVM needs, in which its folder is still to be filled in. */
    private static final String TEMPLATE = "tornado-argfile.template";

    private final Toolkit tools;
    private final String sdk;
    private final String classes;

    private CodeRun(Toolkit tools, String sdk, String classes) {
        this.tools = tools;
        this.sdk = sdk;
        this.classes = classes;
    }

    /** Why the code can't be looked at here, as a sentence; empty if it can. */
    public static Optional<String> whyNot() {
        String sdk = System.getenv(SDK);
        if (sdk == null || !Files.isRegularFile(Path.of(sdk, TEMPLATE))) {
            return Optional.of(SDK + " names no TornadoVM SDK with a " + TEMPLATE);
        }
        try (Stream<Path> libraries = Files.list(Path.of(sdk, "lib"))) {
            if (libraries.noneMatch(
                    library -> library.getFileName().toString().matches("libtornado-(ptx|cuda)\\..*"))) {
                return Optional.of("the TornadoVM SDK of " + SDK + " compiles neither to PTX nor to CUDA C");
            }
        } catch (IOException e) {
            return Optional.of("the TornadoVM SDK of " + SDK + " has no folder lib: " + e.getMessage());
        }
        return Toolkit.find().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "there is no CUDA toolkit with cuobjdump (CUDA_HOME, or nvcc on the PATH), or no cc on the PATH");
    }

    /**
     * Looks at the code.
     *
     * @param classes the class path of the kernels and of this program
     * @param progress where to say what is being done
     * @return for each piece of work the calls of the driver, and the kernels with their registers, memory and loops
     * @throws UnsupportedOperationException if that can't be done here; the message says why
     * @throws IOException if a program fails; the message says what it printed
     */
    public static ObjectNode measure(String classes, PrintStream progress) throws IOException {
        Optional<String> whyNot = whyNot();
        if (whyNot.isPresent()) {
            throw new UnsupportedOperationException("no look at the code for GPUs: " + whyNot.get());
        }
        return new CodeRun(Toolkit.find().orElseThrow(), System.getenv(SDK), classes).measure(progress);
    }

    private ObjectNode measure(PrintStream progress) throws IOException {
        Path folder = Files.createTempDirectory("hypersimplex-code");
        try {
            progress.println("gpu code, calls");
            DriverStub stub = DriverStub.compile(tools, folder);
            Map<Work, Double> starts = call(stub);
            DriverLog log = DriverLog.of(Files.readAllLines(stub.log()));
            ObjectNode code = JSON.createObjectNode();
            code.put(
                    "language",
                    Code.isSource(stub.module(log.modules().getFirst().number())) ? "CUDA C" : "PTX");
            code.put("architecture", Code.ARCHITECTURE);
            code.put("compiler", last(Programs.run(tools.program("ptxas"), "--version")));
            ArrayNode works = code.putArray("works");
            List<Work> order = new ArrayList<>(starts.keySet());
            for (int i = 0; i < order.size(); i++) {
                progress.println("gpu code, " + order.get(i).title());
                double from = starts.getOrDefault(order.get(i), 0.0);
                double to =
                        i + 1 < order.size() ? starts.getOrDefault(order.get(i + 1), from) : Double.POSITIVE_INFINITY;
                works.add(describe(order.get(i), log.between(from, to), stub));
            }
            return code;
        } finally {
            delete(folder);
        }
    }

    /** Makes all calls in another JVM, and returns when each piece of work began. */
    private Map<Work, Double> call(DriverStub stub) throws IOException {
        String template = Files.readString(Path.of(sdk, TEMPLATE));
        Path arguments = stub.folder().resolve("arguments");
        Files.writeString(arguments, template.replace("${" + SDK + "}", sdk));
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + arguments,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                classes,
                Calls.class.getName());
        stub.use(program.environment());
        Map<Work, Double> starts = new EnumMap<>(Work.class);
        Programs.run(program)
                .lines()
                .filter(line -> line.startsWith(Calls.MARK))
                .map(line -> line.split(" "))
                .forEach(words -> starts.put(Work.valueOf(words[1]), Double.parseDouble(words[2])));
        return starts;
    }

    private ObjectNode describe(Work work, DriverLog log, DriverStub stub) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("work", work.name());
        node.put("title", work.title());
        List<DriverLog> runs = log.runs();
        List<DriverLog> warm = runs.subList(runs.size() / 2, runs.size()).stream()
                .sorted(Comparator.comparingDouble(DriverLog::micros))
                .toList();
        DriverLog run = warm.get(warm.size() / 2);
        node.put("micros", run.micros());
        node.put("runs", runs.size());
        node.put("calls", run.lines().size());
        node.put("uploads", run.count("upload"));
        node.put("downloads", run.count("download"));
        node.put("events", run.count("event", "wait"));
        node.put("launches", run.launches().size());
        node.set("kernels", kernels(log, run, stub));
        return node;
    }

    /** Each kernel of a run, once; of several modules of the same kernel, the last. */
    private ArrayNode kernels(DriverLog log, DriverLog run, DriverStub stub) throws IOException {
        List<DriverLog.Module> modules = log.modules();
        List<DriverLog.Launch> launches = run.launches();
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        for (int i = 0; i < launches.size(); i++) {
            DriverLog.Launch launch = launches.get(i);
            DriverLog.Module module = modules.get(i);
            Code code = Code.of(tools, stub.module(module.number()), module.registers());
            ObjectNode kernel = JSON.createObjectNode();
            kernel.put("kernel", launch.kernel());
            kernel.put("threads", launch.threads());
            kernel.put("registers", code.registers());
            kernel.put("localBytes", code.localBytes());
            kernel.put("spilledBytes", code.spilledBytes());
            kernel.put("groups", code.groups(launch.threads()));
            kernel.set("loops", JSON.valueToTree(code.loops()));
            all.put(launch.kernel(), kernel);
        }
        ArrayNode list = JSON.createArrayNode();
        all.values().forEach(list::add);
        return list;
    }

    private static String last(String text) {
        return text.lines().reduce("", (before, line) -> line).strip();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(all::add);
        }
        for (Path file : all.reversed()) {
            Files.delete(file);
        }
    }
}
