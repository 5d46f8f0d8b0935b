package org.hypersimplex.buildtools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationReportTest {
    private static final String BEYOND = "Clip.one | return y > t; | changed conditional boundary";

    private final Path folder;
    private final Path page;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    MutationReportTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        page = folder.resolve("page.md");
        Files.createDirectories(folder.resolve("java/a/b"));
        Files.writeString(folder.resolve("java/a/b/Clip.java"), "class Clip {\n    return y > t;\n    return 1;\n}\n");
        Files.writeString(folder.resolve("reasons"), "# place | line | change | reason\n\n");
    }

    private void pitFound(String... mutants) throws IOException {
        Files.createDirectories(folder.resolve("pit/part"));
        Files.writeString(
                folder.resolve("pit/part/mutations.xml"), "<mutations>" + String.join("", mutants) + "</mutations>");
    }

    private static String mutant(boolean noticed, int line, String change) {
        return """
                <mutation detected='%s' status='%s'><sourceFile>Clip.java</sourceFile><mutatedClass>a.b.Clip</mutatedClass>
                <mutatedMethod>one</mutatedMethod><lineNumber>%s</lineNumber><description>%s</description></mutation>
                """.formatted(noticed, noticed ? "KILLED" : "SURVIVED", line, change);
    }

    private int run() {
        List<String> args = List.of(
                folder.resolve("pit").toString(),
                folder.resolve("reasons").toString(),
                folder.resolve("java").toString(),
                page.toString());
        return MutationReport.run(
                args,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void mutantsThatNobodyNoticedFailTheRunAndAreListed() throws IOException {
        pitFound(mutant(true, 3, "replaced return value"), mutant(false, 2, "changed conditional boundary"));
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("not noticed: " + BEYOND);
        assertThat(page)
                .content()
                .contains("| `a.b` | 2 | 1 | 0 | 1 |", "| all | 2 | 1 | 0 | 1 |")
                .contains("""

                ## Neither noticed nor explained

                - `Clip.one`, `return y > t;`: changed conditional boundary
                """);
    }

    @Test
    void mutantsThatAreEqualAreListedWithTheReason() throws IOException {
        pitFound(mutant(true, 3, "replaced return value"), mutant(false, 2, "changed conditional boundary"));
        Files.writeString(folder.resolve("reasons"), "# why\n" + BEYOND + " | Both give 1 there.\n");
        assertThat(run()).isZero();
        assertThat(page).content().contains("| all | 2 | 1 | 1 | 0 |").endsWith("""

                ## Equal to the code

                - `Clip.one`, `return y > t;`: changed conditional boundary. Both give 1 there.
                """);
    }

    @Test
    void aReasonForEveryChangeOfALineIsThatOfOneThatHasNoneOfItsOwn() throws IOException {
        pitFound(mutant(false, 2, "negated conditional"), mutant(false, 2, "changed conditional boundary"));
        Files.writeString(
                folder.resolve("reasons"), BEYOND + " | Both.\nClip.one | return y > t; | * | How, and not what.\n");
        assertThat(run()).isZero();
        assertThat(page).content().endsWith("""
                - `Clip.one`, `return y > t;`: negated conditional. How, and not what.
                - `Clip.one`, `return y > t;`: changed conditional boundary. Both.
                """);
    }

    @Test
    void packagesWithoutMutantsAreSaidToBeLeftOut() throws IOException {
        Files.createDirectories(folder.resolve("java/a/c"));
        Files.writeString(folder.resolve("java/a/c/Other.java"), "class Other {}\n");
        pitFound(mutant(true, 3, "replaced return value"));
        assertThat(run()).isZero();
        assertThat(page).content().endsWith("| all | 1 | 1 | 0 | 0 |\n\nNot tried in this run: `a.c`.\n");
    }

    @Test
    void whatCannotBeReadIsOneLine() throws IOException {
        Files.createDirectories(folder.resolve("pit"));
        assertThat(run()).isEqualTo(2);
        pitFound(mutant(false, 9, "changed conditional boundary"));
        assertThat(run()).isEqualTo(2);
        Files.writeString(folder.resolve("reasons"), "Clip.one\n");
        pitFound(mutant(true, 3, "replaced return value"));
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .hasLineCount(3)
                .contains("no mutants in a mutations.xml below", "Clip.java has no line 9", "no reason in 'Clip.one'");
        assertThat(page).doesNotExist();
    }
}
