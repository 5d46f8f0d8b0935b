package org.hypersimplex.buildtools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
    private final Path folder;
    private final Path sources;
    private final Path twins;

    BadInputTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        sources = Files.createDirectories(folder.resolve("java"));
        twins = folder.resolve("twins");
        Files.writeString(sources.resolve("FloatClip.java"), "class FloatClip {}\n");
    }

    @Test
    void otherThanTwoArgumentsAreRefused() {
        assertThat(Run.with(sources)).isEqualTo(failed("usage: GenerateDoubleTwins <source root> <output folder>"));
    }

    @Test
    void missingSourceRootIsNamed() {
        Path missing = folder.resolve("missing");
        assertThat(Run.with(missing, twins)).isEqualTo(failed(missing + ": no such folder"));
        assertThat(twins).doesNotExist();
    }

    @Test
    void sourceRootWithoutFloatSourcesIsRefused() throws IOException {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        Files.writeString(plain.resolve("Tally.java"), "class Tally {}\n");
        assertThat(Run.with(plain, twins)).isEqualTo(failed(plain + ": no Java source in it has Float in its name"));
    }

    @Test
    void sourceThatIsNotUtf8IsNamed() throws IOException {
        Path latin = Files.write(sources.resolve("FloatName.java"), new byte[] {'/', '/', (byte) 0xeb, '\n'});
        assertThat(Run.with(sources, twins)).isEqualTo(failed(latin + ": is not in UTF-8"));
    }

    @Test
    void fileInPlaceOfTheOutputFolderIsNamed() throws IOException {
        Files.writeString(twins, "a file\n");
        assertThat(Run.with(sources, twins)).isEqualTo(failed(twins + ": a file is where a folder should be"));
        assertThat(twins).hasContent("a file\n");
    }

    @Test
    void folderInPlaceOfATwinIsNamed() throws IOException {
        Path twin = Files.createDirectories(twins.resolve("DoubleClip.java"));
        Run run = Run.with(sources, twins);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith(twin + ": ").hasLineCount(1);
    }

    @Test
    void outputMustNotOverlapTheSources() {
        for (Path output : new Path[] {sources, sources.resolve("twins"), folder, sources.resolve("../java")}) {
            assertThat(Run.with(sources, output)).isEqualTo(failed(output + ": overlaps the source root, " + sources));
        }
        assertThat(sources.resolve("FloatClip.java")).exists();
    }

    private static Run failed(String sentence) {
        return new Run(2, "", sentence + System.lineSeparator());
    }
}
