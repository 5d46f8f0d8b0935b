package org.hypersimplex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The launcher for Windows and the one for Bash do the same, in a tree without sources, with a Java and a Maven that only
 * tell what they were given. Of the former {@code Launch} is run, which {@code hypersimplex.cmd} starts.
 */
class LaunchersTest {
    private static final Path LAUNCH =
            Path.of("../build-tools/src/main/java/org/hypersimplex/buildtools/launch/Launch.java");

    private static final Path JAVA_HERE = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final String TELLING = """
            #!/bin/bash
            { echo "$0" "JAVA_HOME=${JAVA_HOME##*/}"; printf '%s\\n' "$@"; } >>"$TOLD"
            """;

    private static final String JAVA = TELLING + """
            echo "WARNING: Using incubator modules: jdk.incubator.vector" >&2
            echo "WARNING: Using incubator modules: jdk.incubator.vector" >&2
            printf 'no end of line' >&2
            exit 3
            """;

    /** Its classes: from the sources, as the script starts it, each start takes a second more. */
    private static String classes = "";

    private final Path folder;
    private final Path tree;
    private final Path jdk;
    private final Map<String, String> variables = new HashMap<>();

    LaunchersTest(@TempDir Path folder) {
        this.folder = folder;
        tree = folder.resolve("a tree");
        jdk = folder.resolve("a jdk");
    }

    /** What a launcher did. */
    private record Launched(int status, String errors, List<String> told) {}

    @BeforeAll
    static void compile(@TempDir Path place) throws IOException {
        classes = place.toString();
        List<String> arguments = new ArrayList<>(List.of("-d", classes));
        try (Stream<Path> sources = Files.list(LAUNCH.getParent())) {
            // What describes the package needs annotations, which are no part of the JDK.
            sources.filter(source -> !source.endsWith("package-info.java"))
                    .forEach(source -> arguments.add(source.toString()));
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    @BeforeEach
    void makeTree() throws IOException {
        assumeTrue(Files.exists(Path.of("/bin/bash")));
        for (String module : List.of("experiments", "bench", "tornado")) {
            Files.createDirectories(tree.resolve(module).resolve("target/classes"));
        }
        Files.copy(Path.of("../hypersimplex"), tree.resolve("hypersimplex"));
        executable(tree.resolve("hypersimplex"));
        Files.createDirectories(tree.resolve("target"));
        Files.writeString(tree.resolve("target/launcher-stamp"), "");
        script(jdk.resolve("bin/java"), JAVA);
        script(jdk.resolve("bin/javac"), "");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        variables.put("JAVA_HOME", jdk.toString());
        variables.put("TOLD", folder.resolve("told").toString());
        variables.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        executable(file);
    }

    private String sdk(int flavour) throws IOException {
        Path sdk = folder.resolve("sdk");
        Path jars = Files.createDirectories(sdk.resolve("share/java/tornado"));
        Files.writeString(jars.resolve("tornado-api-5.2.0-jdk" + flavour + ".jar"), "");
        Files.writeString(
                sdk.resolve("tornado-argfile.template"), "-Dnothing\n--module-path .:${TORNADOVM_HOME}/share\n");
        return sdk.toString();
    }

    private Launched bash(String... arguments) throws Exception {
        return launched(List.of(tree.resolve("hypersimplex").toString()), arguments);
    }

    private Launched java(String... arguments) throws Exception {
        return launched(
                List.of(
                        JAVA_HERE.toString(),
                        "-cp",
                        classes,
                        "org.hypersimplex.buildtools.launch.Launch",
                        tree.toString()),
                arguments);
    }

    private Launched launched(List<String> launcher, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(arguments));
        Path told = folder.resolve("told");
        Files.deleteIfExists(told);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        List.of("TORNADOVM_HOME", "JAVA_OPTS", "HYPERSIMPLEX_OPTS", "JAVA_TOOL_OPTIONS")
                .forEach(builder.environment()::remove);
        builder.environment().putAll(variables);
        Process process = builder.start();
        // To its end, which in Bash may come after that of the process.
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Launched(process.waitFor(), errors, Files.exists(told) ? Files.readAllLines(told) : List.of());
    }

    private Launched requireSame(String... arguments) throws Exception {
        Launched bash = bash(arguments);
        assertThat(java(arguments)).isEqualTo(bash);
        return bash;
    }

    @Test
    void theProgramGetsTheSameOptionsAndArguments() throws Exception {
        variables.put("JAVA_OPTS", " -Xmx8g  -Xss1m ");
        variables.put("HYPERSIMPLEX_OPTS", "-Dx=y");
        Launched launched = requireSame("project", "--k", "2", "a file", "");
        assertThat(launched.told()).contains("-Xss1m", "-Dx=y", "a file", "");
        assertThat(launched.status()).isEqualTo(3);
    }

    @Test
    void theFirstRemarkOnTheIncubatorIsDroppedAndNothingElse() throws Exception {
        assertThat(requireSame("info").errors())
                .isEqualTo("WARNING: Using incubator modules: jdk.incubator.vector\nno end of line");
    }

    @ParameterizedTest
    @CsvSource({"21.0.2, ''", "22, ''", "25, java.base jdk.jfr", "25, java.base jdk.incubator.vector"})
    void whatThisJavaKnowsDecidesItsOptions(String version, String modules) throws Exception {
        Files.writeString(
                jdk.resolve("release"),
                "JAVA_VERSION=\"" + version + "\"\n" + (modules.isEmpty() ? "" : "MODULES=\"" + modules + "\"\n"));
        Launched launched = requireSame("info");
        assertThat(launched.told().contains("--add-modules")).isEqualTo(!modules.endsWith("jfr"));
        assertThat(launched.told().contains("--sun-misc-unsafe-memory-access=allow"))
                .isEqualTo(version.equals("25"));
    }

    @ParameterizedTest
    @CsvSource({"info, true", "project --engine gpu x.csv, true", "project --engine=gpu, true", "project gpu.csv, false"
    })
    void onlyWhatNeedsTheGpuGetsTheArgumentsOfTornado(String arguments, boolean expected) throws Exception {
        variables.put("TORNADOVM_HOME", sdk(25));
        Launched launched = requireSame(arguments.split(" ", -1));
        assertThat(launched.told().contains("@" + tree.resolve("target/tornado-arguments")))
                .isEqualTo(expected);
        if (expected) {
            assertThat(Files.readString(tree.resolve("target/tornado-arguments")))
                    .isEqualTo("-Dnothing\n--module-path " + folder.resolve("sdk") + "/share\n");
        }
    }

    @Test
    void aFolderThatIsNoSdkIsRefused() throws Exception {
        variables.put("TORNADOVM_HOME", folder.toString());
        Launched launched = requireSame("info");
        assertThat(launched.status()).isEqualTo(2);
        assertThat(launched.errors()).contains(folder + ", which has no tornado-argfile.template");
        assertThat(launched.told()).isEmpty();
    }

    @Test
    void aJavaThatIsTooOldForTheSdkIsRefused() throws Exception {
        variables.put("TORNADOVM_HOME", sdk(26));
        Launched launched = requireSame("info");
        assertThat(launched.status()).isEqualTo(2);
        assertThat(launched.errors())
                .contains("needs Java 26 or newer, as the TornadoVM SDK in " + folder.resolve("sdk") + " needs");
    }

    @ParameterizedTest
    @CsvSource({"pom.xml", "experiments/pom.xml", "kernels/src/main/java/New.java"})
    void whatIsNewerThanTheLastBuildIsBuilt(String changed) throws Exception {
        script(folder.resolve("bin/mvn"), TELLING);
        Path file = tree.resolve(changed);
        Files.createDirectories(file.getParent());
        List<Launched> both = new ArrayList<>();
        for (boolean isBash : new boolean[] {true, false}) {
            Thread.sleep(20); // Times of files have steps of some milliseconds.
            Files.writeString(file, "");
            Files.writeString(
                    Files.createDirectories(tree.resolve("target/lib")).resolve("old.jar"), "");
            both.add(isBash ? bash("info") : java("info"));
            assertThat(tree.resolve("target/lib/old.jar")).doesNotExist();
            assertThat((isBash ? bash("info") : java("info")).told())
                    .as("built once")
                    .doesNotContain("package");
        }
        assertThat(both.get(1)).isEqualTo(both.get(0));
        assertThat(both.get(0).told())
                .startsWith(folder.resolve("bin/mvn") + " JAVA_HOME=a jdk", "-B", "-pl", "experiments,bench");
    }

    @Test
    void aBuildThatFailsIsToldInMavensWords() throws Exception {
        script(folder.resolve("bin/mvn"), TELLING + """
                echo '[INFO] much'
                echo '[ERROR] Foo.java: ; expected'
                echo '[ERROR] '
                echo '[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.'
                exit 1
                """);
        Files.delete(tree.resolve("target/launcher-stamp"));
        Launched launched = requireSame("info");
        assertThat(launched.status()).isEqualTo(2);
        assertThat(launched.errors().lines())
                .containsExactly(
                        "hypersimplex: building, once...",
                        "[ERROR] Foo.java: ; expected",
                        "hypersimplex: the build failed, all of it is in " + tree + "/target/launcher-build.log");
    }

    /** What can be seen of the script for Windows on other systems. */
    @Test
    void theScriptForWindowsStartsThisProgramFromItsSources() throws Exception {
        String script = Files.readString(Path.of("../hypersimplex.cmd"));
        String place = LAUNCH.toString().substring("../".length()).replace('/', '\\');
        assertThat(script).contains("java.exe\" \"%~dp0" + place + "\" \"%~dp0.\" %*");
        assertThat(launched(List.of(JAVA_HERE.toString(), LAUNCH.toString(), tree.toString()), "info"))
                .isEqualTo(bash("info"));
    }
}
