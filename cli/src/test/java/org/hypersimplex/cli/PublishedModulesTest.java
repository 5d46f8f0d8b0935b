package org.hypersimplex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is published, by the poms: modules that say {@code <unpublished>false</unpublished>}. */
class PublishedModulesTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(hypersimplex-[a-z0-9-]+)</artifactId>");

    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|interface|record|enum|@interface) ");

    /** Says it, or says which thread. */
    private static final Pattern THREADS = Pattern.compile("(?i)thread-safe|calling\\s+(?:\\*\\s+)?thread only");

    @Test
    void theBillOfMaterialsNamesEveryModule() throws IOException {
        Set<String> published = new TreeSet<>();
        for (Path module : published()) {
            published.add(artifacts(module).get(1)); // After its parent.
        }
        List<String> managed = artifacts(HOME.resolve("bom"));
        assertThat(managed.subList(2, managed.size())).containsExactlyInAnyOrderElementsOf(published);
    }

    /** In the Javadoc of the types that a consumer sees: the kernels' engines are not exported. */
    @Test
    void everyPublicTypeSaysWhetherItIsThreadSafe() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path module : published()) {
            for (Path file : sources(module)) {
                String source = Files.readString(file);
                Matcher type = PUBLIC_TYPE.matcher(source);
                if (type.find()) {
                    String before = source.substring(0, type.start());
                    String documentation = before.substring(before.lastIndexOf("/**"));
                    if (!THREADS.matcher(documentation).find()) {
                        silent.add(HOME.relativize(file).toString());
                    }
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    private static List<Path> published() throws IOException {
        List<Path> modules = new ArrayList<>();
        try (Stream<Path> folders = Files.list(HOME)) {
            for (Path folder : (Iterable<Path>) folders::iterator) {
                Path pom = folder.resolve("pom.xml");
                if (!folder.endsWith("bom")
                        && Files.exists(pom)
                        && Files.readString(pom).contains("<unpublished>false</unpublished>")) {
                    modules.add(folder);
                }
            }
        }
        assertThat(modules).isNotEmpty();
        return modules;
    }

    private static List<String> artifacts(Path module) throws IOException {
        return ARTIFACT.matcher(Files.readString(module.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<Path> sources(Path module) throws IOException {
        Path engines = module.resolve("src/main/java/org/hypersimplex/cpu");
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.startsWith(engines))
                    .toList();
        }
    }
}
