package org.hypersimplex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts that start Java, with a Java that only tells what it was given. */
class LauncherTest {
    private static final Path BASH = Path.of("/bin/bash");

    /** Writes a word for each standard stream that can be used. */
    private static final String JAVA = """
            #!/bin/bash
            {
                true 9>&2 && echo err
                { true 9<&0; } 2>/dev/null && echo in
                { true 9>&1; } 2>/dev/null && echo out
            } >"$TOLD"
            echo "tunables: $GLIBC_TUNABLES"
            """;

    private final Path folder;

    LauncherTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void requireBash() {
        assumeTrue(Files.exists(BASH));
    }

    private Path executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private List<String> streams(Path launcher, String closed) throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        ProcessBuilder builder =
                new ProcessBuilder(BASH.toString(), "-c", "\"$0\" info " + closed, launcher.toString());
        builder.environment().put("TOLD", told.toString());
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment().remove("TORNADOVM_HOME");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        process.waitFor();
        return Files.readAllLines(told);
    }

    /** The launcher of a source tree that is built, with a Java 25 in JAVA_HOME. */
    private Path sourceTree() throws IOException {
        Path launcher = executable(folder.resolve("tree/hypersimplex"), Files.readString(Path.of("../hypersimplex")));
        for (String module : List.of("experiments", "bench", "tornado")) {
            Files.createDirectories(folder.resolve("tree").resolve(module).resolve("target/classes"));
        }
        Path target = Files.createDirectories(folder.resolve("tree/target"));
        Files.writeString(target.resolve("launcher-stamp"), "");
        executable(folder.resolve("java/bin/java"), JAVA);
        Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"25\"\n");
        return launcher;
    }

    @ParameterizedTest
    @CsvSource({"''", "<&-", ">&-", "2>&-", "<&- >&- 2>&-"})
    void inASourceTreeJavaHasAllStreams(String closed) throws Exception {
        assertThat(streams(sourceTree(), closed)).containsExactly("err", "in", "out");
    }

    @ParameterizedTest
    @CsvSource({"''", "<&-", ">&-", "2>&-", "<&- >&- 2>&-"})
    void inTheBundleJavaHasAllStreams(String closed) throws Exception {
        Path launcher = executable(
                folder.resolve("bundle/hypersimplex"), Files.readString(Path.of("../bundle/src/bin/hypersimplex")));
        Files.writeString(folder.resolve("bundle/arguments"), "");
        executable(folder.resolve("bundle/runtime/bin/java"), JAVA);
        assertThat(streams(launcher, closed)).containsExactly("err", "in", "out");
    }

    private Path sdk(String flavour) throws IOException {
        Path sdk = Files.createDirectories(folder.resolve("sdk"));
        Path jars = Files.createDirectories(sdk.resolve("share/java/tornado"));
        Files.writeString(jars.resolve("tornado-api-1.2.3-" + flavour + ".jar"), "");
        Files.writeString(sdk.resolve("tornado-argfile.template"), "-Djava.library.path=${TORNADOVM_HOME}/lib\n");
        return sdk;
    }

    @ParameterizedTest
    @CsvSource({"train --out x, arena_max=1", "experiment smoke, arena_max=1", "info, ''"})
    void networksKeepTheMemoryThatTheyFree(String line, String setting) throws Exception {
        assertThat(tunables(line, null)).endsWith(setting);
    }

    @Test
    void whatTheUserTellsGlibcStays() throws Exception {
        assertThat(tunables("train", "glibc.malloc.check=3")).isEqualTo("glibc.malloc.check=3");
    }

    private String tunables(String line, @Nullable String before) throws IOException {
        List<String> command = new ArrayList<>(List.of(sourceTree().toString()));
        command.addAll(List.of(line.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TOLD", folder.resolve("told").toString());
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment().keySet().removeAll(List.of("TORNADOVM_HOME", "GLIBC_TUNABLES"));
        if (before != null) {
            builder.environment().put("GLIBC_TUNABLES", before);
        }
        return printed(builder.start()).strip().replace("tunables: ", "");
    }

    private Process info(Path sdk) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(sourceTree().toString(), "info");
        builder.environment().put("TOLD", folder.resolve("told").toString());
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment().put("TORNADOVM_HOME", sdk.toString());
        return builder.redirectErrorStream(true).start();
    }

    private static String printed(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aJavaThatIsOlderThanTheSdkIsToldBeforeItIsStarted() throws Exception {
        Path sdk = sdk("jdk9999");
        Process process = info(sdk);
        assertThat(printed(process))
                .startsWith("hypersimplex: needs Java 9999 or newer, as the TornadoVM SDK in " + sdk + " needs;")
                .hasLineCount(1);
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void aFolderThatIsNoSdkIsTold() throws Exception {
        Path none = Files.createDirectories(folder.resolve("none"));
        Process process = info(none);
        assertThat(printed(process))
                .startsWith("hypersimplex: TORNADOVM_HOME is " + none + ", which has no tornado-argfile.template")
                .hasLineCount(1);
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void theArgumentsOfAnSdkAreFilledInForTheGpu() throws Exception {
        Path sdk = sdk("jdk22plus");
        assertThat(info(sdk).waitFor()).isZero();
        assertThat(folder.resolve("tree/target/tornado-arguments")).hasContent("-Djava.library.path=" + sdk + "/lib");
        assertThat(Files.readAllLines(folder.resolve("told"))).containsExactly("err", "in", "out");
    }
}
