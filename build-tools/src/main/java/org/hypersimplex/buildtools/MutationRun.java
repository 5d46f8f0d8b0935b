package org.hypersimplex.buildtools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program that starts PIT on the kernels, in the Java that it runs on itself; PIT's own plugin would take the one that
 * Maven runs on. What calls the loops is tried on both engines; the search and the rest on those that need no compiler to be
 * fast, since HotSpot compiles everything anew for each mutant.
 */
public final class MutationRun {
    private static final int BAD_INPUT = 2;
    private static final String ROOT = "org.hypersimplex.";
    private static final List<String> SEARCH = List.of(ROOT + "cpu.search.*");
    private static final List<String> PASSES = List.of(ROOT + "cpu.pass.*");
    private static final List<String> OPERATIONS = List.of(ROOT + "cpu.operation.*");
    private static final List<String> ALL_TESTS = tests("*");
    /** Those that passes are tested by in a few seconds; HotSpot needs many to make vectors fast in each test of an engine. */
    private static final List<String> TESTS_OF_PASSES = tests(
            "cpu.*",
            "BatchLayout",
            "LossLayout",
            "ShortProblems",
            "AnchoredLayout",
            "JacobianProduct",
            "Vertex",
            "BadInput");

    /** Those that notice what operations do, of each kind some. */
    private static final List<String> TESTS_OF_OPERATIONS = tests(
            "cpu.operation.*",
            "AnchoredLoss",
            "AnchoredVertex",
            "Backends",
            "BadInput",
            "BadLossInput",
            "BatchLayout",
            "CappedSimplex",
            "ChunkedProblem",
            "ConfinedMemory",
            "FlightRecording",
            "HypersimplexLoss",
            "InfiniteScores",
            "JacobianProduct",
            "LossLayout",
            "LossWeights",
            "MergedThreshold",
            "Overloads",
            "Projection",
            "Reachability",
            "Segment",
            "ShortProblems",
            "Vertex",
            "WarmStart",
            "Workers");

    private static final String UNCOMPILED = ",-XX:TieredStopAtLevel=1";
    /** Twins of the same code, and loops that have tests of their own beside the scalar ones. */
    private static final List<String> LEFT_OUT = List.of(ROOT + "cpu.*.*Double*", ROOT + "cpu.pass.Vector*");
    /** Tests that look at the JVM or the module, and tests that take many seconds each. */
    private static final List<String> NOT_RUN = List.of(
            "Layout",
            "VectorModule",
            "EngineProperty",
            "Threads",
            "ProjectionAccuracy",
            "AnyRange",
            "LongProblem",
            "VeryLongProblem",
            "RowMajor");

    private MutationRun() {}

    private static List<String> tests(String... names) {
        return Stream.of(names).map(name -> ROOT + name + "Test").toList();
    }

    /**
     * Tries all mutants.
     *
     * @param args the tests' class path; the folder of the classes to change, and of their sources; the folder for results
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 4) {
            System.err.println("usage: MutationRun <class path> <classes> <sources> <results>");
            System.exit(BAD_INPUT);
        }
        List<String> others = new ArrayList<>(LEFT_OUT);
        Stream.of(SEARCH, PASSES, OPERATIONS).forEach(others::addAll);
        run(args, new Part("rest", List.of(ROOT + "*"), others, ALL_TESTS, "scalar,reference", UNCOMPILED));
        run(args, new Part("search", SEARCH, LEFT_OUT, ALL_TESTS, "scalar", UNCOMPILED));
        run(args, new Part("passes", PASSES, LEFT_OUT, TESTS_OF_PASSES, "vector,scalar", ""));
        run(args, new Part("operation", OPERATIONS, LEFT_OUT, TESTS_OF_OPERATIONS, "vector,scalar", ""));
    }

    /**
     * A part of the classes, tried in its own way.
     *
     * @param name of the folder for results
     * @param classes to change
     * @param without those of them that aren't changed
     * @param tests that are asked
     * @param engines that tests for every engine take
     * @param flags of the JVMs, each after a comma
     */
    private record Part(
            String name,
            List<String> classes,
            List<String> without,
            List<String> tests,
            String engines,
            String flags) {}

    private static void run(String[] args, Part part) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command(args, part)).inheritIO().start().waitFor();
        if (status != 0) {
            System.exit(status);
        }
    }

    private static List<String> command(String[] args, Part part) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                args[0],
                "org.pitest.mutationtest.commandline.MutationCoverageReport",
                "--targetClasses=" + String.join(",", part.classes),
                "--excludedClasses=" + String.join(",", part.without),
                "--targetTests=" + String.join(",", part.tests),
                "--excludedTestClasses=" + ROOT + String.join("Test," + ROOT, NOT_RUN) + "Test",
                "--excludedGroups=long",
                "--mutableCodePaths=" + args[1],
                "--sourceDirs=" + args[2],
                "--jvmArgs=--add-modules,jdk.incubator.vector,-XX:+UseSerialGC" + part.flags,
                // Not among the others, which are separated by commas.
                "--argLine=-Dhypersimplex.test.engines=" + part.engines,
                "--threads=2",
                "--timeoutConst=5000",
                "--outputFormats=XML,HTML",
                "--timestampedReports=false",
                "--reportDir=" + Path.of(args[3], part.name));
    }
}
