package org.hypersimplex.buildtools;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program that writes a page of Markdown about the mutants that PIT made of a module: how many the tests noticed, and
 * of the others, which are equal to the code and why. It fails if there are mutants that nobody noticed or explained.
 */
public final class MutationReport {
    private static final int NOT_ALL_NOTICED = 1;
    private static final int BAD_INPUT = 2;
    private static final String HEAD = """
            # Mutants

            Written from results of `mvn -Pmutation -pl build-tools,kernels test`, whose parts may be run one by one. It
            changes the code of `kernels/` in many places, one at a time ([PIT](https://pitest.org), its default changes), and
            looks whether a test fails. The twins for doubles are the same code and are left out. The loops of the Vector API
            are compared with the scalar ones by tests of their own, and are left out, too. What chooses between them, and
            calls them, is tried on both engines, by the tests that `MutationRun` names; all else by all tests but those
            that take many seconds each, what searches for thresholds on the scalar engine. A change that isn't noticed is
            equal if every answer stays what it was, or within the accuracy that is promised.

            """;

    private MutationReport() {}

    /**
     * Writes the page.
     *
     * @param args the folder that PIT's {@code mutations.xml} are in, at any depth; the file of reasons; the source root;
     *     the page to write
     */
    public static void main(String[] args) {
        int status = run(List.of(args), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.size() != 4) {
            err.println("usage: MutationReport <folder of PIT's reports> <reasons> <source root> <page>");
            return BAD_INPUT;
        }
        try {
            List<Mutant> mutants = mutants(Path.of(args.get(0)), Path.of(args.get(2)));
            Map<String, String> reasons = Mutant.reasons(Path.of(args.get(1)));
            Files.writeString(Path.of(args.get(3)), page(mutants, reasons, rooms(Path.of(args.get(2)))));
            List<Mutant> left = unexplained(mutants, reasons);
            left.forEach(mutant -> err.println("not noticed: " + mutant.key()));
            out.println(mutants.size() + " mutants, " + left.size() + " neither noticed nor explained");
            return left.isEmpty() ? 0 : NOT_ALL_NOTICED;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return BAD_INPUT;
        }
    }

    private static List<Mutant> mutants(Path folder, Path sources) throws IOException {
        List<Mutant> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> file.endsWith("mutations.xml"))
                    .sorted()
                    .toList()) {
                all.addAll(Mutant.read(file, sources));
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no mutants in a mutations.xml below " + folder);
        }
        return all;
    }

    private static List<Mutant> unexplained(List<Mutant> mutants, Map<String, String> reasons) {
        return mutants.stream()
                .filter(mutant -> !mutant.noticed() && mutant.reason(reasons).isEmpty())
                .toList();
    }

    /** The packages of the sources. */
    private static List<String> rooms(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".java"))
                    .map(file -> sources.relativize(file).getParent())
                    .filter(Objects::nonNull)
                    .map(folder ->
                            folder.toString().replace(folder.getFileSystem().getSeparator(), "."))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static String page(List<Mutant> mutants, Map<String, String> reasons, List<String> packages) {
        Map<String, List<Mutant>> rooms =
                mutants.stream().collect(Collectors.groupingBy(Mutant::room, TreeMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| package | mutants | noticed | equal | neither |\n|---|--:|--:|--:|--:|\n");
        rooms.forEach((room, those) -> row(page, "`" + room + "`", those, reasons));
        row(page, "all", mutants, reasons);
        List<String> missing = new ArrayList<>(packages);
        missing.removeAll(rooms.keySet());
        if (!missing.isEmpty()) {
            page.append("\nNot tried in this run: `")
                    .append(String.join("`, `", missing))
                    .append("`.\n");
        }
        List<Mutant> equal = mutants.stream()
                .filter(mutant -> !mutant.noticed() && mutant.reason(reasons).isPresent())
                .toList();
        list(page, "Equal to the code", equal, reasons);
        list(page, "Neither noticed nor explained", unexplained(mutants, reasons), reasons);
        return page.toString();
    }

    private static void row(StringBuilder page, String name, List<Mutant> mutants, Map<String, String> reasons) {
        long noticed = mutants.stream().filter(Mutant::noticed).count();
        int left = unexplained(mutants, reasons).size();
        page.append("| %s | %,d | %,d | %,d | %,d |%n"
                .formatted(name, mutants.size(), noticed, mutants.size() - noticed - left, left)
                .replace(System.lineSeparator(), "\n"));
    }

    private static void list(StringBuilder page, String title, List<Mutant> mutants, Map<String, String> reasons) {
        if (mutants.isEmpty()) {
            return;
        }
        page.append("\n## ").append(title).append("\n\n");
        for (Mutant mutant : mutants) {
            page.append("- `")
                    .append(mutant.place())
                    .append("`, `")
                    .append(mutant.line())
                    .append("`: ");
            page.append(mutant.change());
            mutant.reason(reasons).ifPresent(reason -> page.append(". ").append(reason));
            page.append('\n');
        }
    }
}
