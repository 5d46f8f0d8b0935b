package org.hypersimplex.buildtools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program that starts PIT on the kernels, in the Java that it runs on itself; PIT's own plugin would take the one that
 * Maven runs on. What calls the loops is tried on both engines; the search and the rest on those that need no compiler to be
 * fast, since HotSpot compiles everything anew for each mutant.
 */
public final class MutationRun {
    private static final int BAD_INPUT = 2;
    private static final String ROOT = "org.hypersimplex.";
    private static final List<String> SEARCH = List.of(ROOT + "cpu.search.*");
    private static final List<String> LOOPS = List.of(ROOT + "cpu.operation.*", ROOT + "cpu.pass.*");
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
        List<String> others = new ArrayList<>(LOOPS);
        others.addAll(SEARCH);
        others.addAll(LEFT_OUT);
        run(args, "rest", List.of(ROOT + "*"), others, "scalar,reference", UNCOMPILED);
        run(args, "search", SEARCH, LEFT_OUT, "scalar", UNCOMPILED);
        run(args, "loops", LOOPS, LEFT_OUT, "vector,scalar", "");
    }

    private static void run(
            String[] args, String part, List<String> classes, List<String> without, String engines, String flag)
            throws IOException, InterruptedException {
        List<String> command = command(args, part, classes, without, engines, flag);
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            System.exit(status);
        }
    }

    private static List<String> command(
            String[] args, String part, List<String> classes, List<String> without, String engines, String flag) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                args[0],
                "org.pitest.mutationtest.commandline.MutationCoverageReport",
                "--targetClasses=" + String.join(",", classes),
                "--excludedClasses=" + String.join(",", without),
                "--targetTests=" + ROOT + "*Test",
                "--excludedTestClasses=" + ROOT + String.join("Test," + ROOT, NOT_RUN) + "Test",
                "--excludedGroups=long",
                "--mutableCodePaths=" + args[1],
                "--sourceDirs=" + args[2],
                "--jvmArgs=--add-modules,jdk.incubator.vector,-XX:+UseSerialGC" + flag,
                // Not among the others, which are separated by commas.
                "--argLine=-Dhypersimplex.test.engines=" + engines,
                "--threads=2",
                "--timeoutConst=5000",
                "--outputFormats=XML,HTML",
                "--timestampedReports=false",
                "--reportDir=" + Path.of(args[3], part));
    }
}
