package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The system property hypersimplex.engine, each time in a JVM of its own since it is read once. */
class EnginePropertyTest {
    /** Asks for the operator twice, then again without the property, and prints what comes of it. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] args) {
            for (int i = 0; i < 2; i++) {
                try {
                    System.out.println(SoftBinaryArgmax.of(1, 1));
                } catch (IllegalArgumentException | UnsupportedOperationException e) {
                    System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
                }
            }
            System.clearProperty("hypersimplex.engine");
            System.out.println(SoftBinaryArgmax.of(1, 1).project(new double[] {1, 0.5, -1})[0]);
        }
    }

    /** Where the tests and the kernels are; the property java.class.path may be a jar that only names them. */
    private static String classPath() {
        return Stream.of(Probe.class, SoftBinaryArgmax.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> probe(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), Probe.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "gpu", "Vector", "", "no such engine"})
    void aWrongNameIsTheSameClearErrorEveryTimeAndTheProcessGoesOn(String name) throws Exception {
        String error =
                "InputException: system property hypersimplex.engine must be auto, vector, gradual or scalar, was "
                        + name;
        assertThat(probe("-Dhypersimplex.engine=" + name)).containsExactly(error, error, "0.75");
    }

    @Test
    void scalarForcesTheScalarEngine() throws Exception {
        assertThat(probe("--add-modules", "jdk.incubator.vector", "-Dhypersimplex.engine=scalar"))
                .containsExactly(
                        "SoftBinaryArgmax(k 1.0, tau 1.0, scalar)", "SoftBinaryArgmax(k 1.0, tau 1.0, scalar)", "0.75");
    }

    @Test
    void vectorForcesTheVectorEngineEvenWhereItIsSlow() throws Exception {
        assertThat(probe("-Xint", "--add-modules", "jdk.incubator.vector", "-Dhypersimplex.engine=vector"))
                .first()
                .isEqualTo("SoftBinaryArgmax(k 1.0, tau 1.0, vector)");
    }

    @Test
    void vectorWithoutItsModuleIsAnErrorThatSaysWhatToDo() throws Exception {
        assertThat(probe("-Dhypersimplex.engine=vector"))
                .first()
                .asString()
                .startsWith("UnsupportedOperationException: no vector engine")
                .contains("--add-modules jdk.incubator.vector");
    }
}
