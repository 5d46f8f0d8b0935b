package org.hypersimplex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The arrows between the modules: experiments and bench depend on cli and the integrations, these and tornado depend on
 * the kernels, and the kernels on none; fuzz attacks experiments, cli and the kernels. The test reads sources and not classes, as some modules are left out of most
 * builds.
 */
class ModuleArrowsTest {
    private static final Path HOME = Path.of("..");
    private static final String SOURCES = "src/main/java";

    /** A package of ours with a class of it, in code as well as in comments. */
    private static final Pattern CLASS = Pattern.compile("\\b(org\\.hypersimplex(?:\\.[a-z][a-z0-9]*)*)\\.[A-Z]");

    @ParameterizedTest
    @CsvSource({
        "kernels,              ''",
        "tornado,              kernels",
        "integration-dl4j,     kernels",
        "integration-djl,      kernels",
        "integration-lightgbm, kernels",
        "integration-xgboost,  kernels",
        "integration-spark,    kernels integration-xgboost",
        "cli,                  kernels",
        "experiments,          kernels cli integration-dl4j integration-djl integration-lightgbm integration-xgboost",
        "bench,                kernels cli integration-lightgbm",
        "fuzz,                 kernels cli experiments",
        "examples,             kernels",
    })
    void aModuleKnowsNoOthersThanThese(String module, String others) throws IOException {
        Set<String> allowed = new HashSet<>(List.of(others.split(" ", -1)));
        allowed.add(module);
        Map<String, String> homes = homes();
        Set<String> forbidden = new TreeSet<>();
        for (Path file : sources(module)) {
            Matcher matcher = CLASS.matcher(Files.readString(file));
            while (matcher.find()) {
                String other = homes.get(matcher.group(1));
                if (other != null && !allowed.contains(other)) {
                    forbidden.add(file.getFileName() + " knows " + matcher.group(1) + " of " + other);
                }
            }
        }
        assertThat(forbidden).isEmpty();
    }

    @Test
    void noPackageIsInTwoModules() throws IOException {
        homes();
    }

    /** The module of each of our packages. */
    private static Map<String, String> homes() throws IOException {
        Map<String, String> homes = new HashMap<>();
        for (String module : modules()) {
            Path sources = HOME.resolve(module).resolve(SOURCES);
            for (Path file : sources(module)) {
                String name = sources.relativize(file.getParent())
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), ".");
                String before = homes.putIfAbsent(name, module);
                assertThat(before == null ? module : before)
                        .as("module of " + name)
                        .isEqualTo(module);
            }
        }
        return homes;
    }

    private static List<String> modules() throws IOException {
        try (Stream<Path> folders = Files.list(HOME)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve(SOURCES)))
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        }
    }

    private static List<Path> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve(SOURCES))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
