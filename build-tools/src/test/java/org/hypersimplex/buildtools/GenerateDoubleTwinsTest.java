package org.hypersimplex.buildtools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateDoubleTwinsTest {
    private final Path sources;
    private final Path twins;

    GenerateDoubleTwinsTest(@TempDir Path folder) {
        sources = folder.resolve("java");
        twins = folder.resolve("target/twins");
    }

    @Test
    void twinsLieInTheirSourcesPackages() throws IOException {
        source("FloatTop.java", "class FloatTop {}\n");
        source("a/FloatClip.java", "package a;\n");
        source("a/pass/search/VectorFloatPasses.java", "package a.pass.search;\n");
        generate();
        assertThat(twinPaths())
                .containsExactly("DoubleTop.java", "a/DoubleClip.java", "a/pass/search/VectorDoublePasses.java");
    }

    @Test
    void onlyJavaSourcesNamedFloatHaveTwins() throws IOException {
        source("a/FloatClip.java", "package a;\n");
        source("a/Tally.java", "package a; class Tally { float sum; }\n");
        source("a/float-notes.txt", "float\n");
        source("a/FloatNotes.txt", "float\n");
        generate();
        assertThat(twinPaths()).containsExactly("a/DoubleClip.java");
    }

    @Test
    void firstLineNamesTheSource() throws IOException {
        source("a/pass/FloatClip.java", "package a.pass;\n\nclass FloatClip { float é; }\n");
        generate();
        assertThat(twins.resolve("a/pass/DoubleClip.java")).hasContent("""
                        // Generated from a/pass/FloatClip.java by build-tools; do not edit.
                        package a.pass;

                        class DoubleClip { double é; }
                        """);
    }

    @Test
    void sourcesWithTwinByHandAreLeftAlone() throws IOException {
        source("a/FloatClip.java", "package a;\n");
        source("a/FloatLanes.java", "package a;\n");
        source("a/DoubleLanes.java", "package a;\n");
        source("b/FloatLanes.java", "package b;\n");
        generate();
        assertThat(twinPaths()).containsExactly("a/DoubleClip.java", "b/DoubleLanes.java");
        assertThat(sources.resolve("a/DoubleLanes.java")).hasContent("package a;\n");
    }

    @Test
    void unchangedTwinsAreNotTouched() throws IOException {
        source("a/FloatClip.java", "package a;\n");
        source("a/FloatBand.java", "package a;\n");
        generate();
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Path clip = twins.resolve("a/DoubleClip.java");
        Path band = twins.resolve("a/DoubleBand.java");
        Files.setLastModifiedTime(clip, old);
        Files.setLastModifiedTime(band, old);
        source("a/FloatBand.java", "package a; // A change.\n");
        assertThat(generate()).endsWith(", 1 written, 0 removed\n");
        assertThat(Files.getLastModifiedTime(clip)).isEqualTo(old);
        assertThat(Files.getLastModifiedTime(band)).isNotEqualTo(old);
        assertThat(band).content().endsWith("// A change.\n");
    }

    @Test
    void twinsEditedByMistakeAreWrittenAgain() throws IOException {
        source("a/FloatClip.java", "package a;\n");
        generate();
        Path twin = twins.resolve("a/DoubleClip.java");
        String text = Files.readString(twin);
        Files.writeString(twin, "edited");
        generate();
        assertThat(twin).hasContent(text);
    }

    @Test
    void twinsVanishWithTheirSources() throws IOException {
        source("a/FloatClip.java", "package a;\n");
        Path moved = source("a/FloatBand.java", "package a;\n");
        generate();
        Files.delete(moved);
        source("a/pass/FloatBand.java", "package a.pass;\n");
        assertThat(generate()).endsWith(", 1 written, 1 removed\n");
        assertThat(twinPaths()).containsExactly("a/DoubleClip.java", "a/pass/DoubleBand.java");
    }

    @Test
    void generatedTwinsGiveWayToTwinsByHand() throws IOException {
        source("a/FloatLanes.java", "package a;\n");
        generate();
        source("a/DoubleLanes.java", "package a;\n");
        generate();
        assertThat(twinPaths()).isEmpty();
    }

    private Path source(String path, String text) throws IOException {
        Path file = sources.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String generate() {
        Run run = Run.with(sources, twins);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run.out();
    }

    private List<String> twinPaths() throws IOException {
        try (Stream<Path> files = Files.walk(twins)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> twins.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
