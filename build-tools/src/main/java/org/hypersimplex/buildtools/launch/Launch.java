package org.hypersimplex.buildtools.launch;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a JDK, builds on first use and after changes, and passes everything on. */
public final class Launch {
    private static final int LEAST_JAVA = 21;
    private static final Pattern API = Pattern.compile("tornado-api-.*-jdk(\\d+).*\\.jar");

    /** The JVM's remark on the incubator module, which is always the first line and can't be switched off. */
    private static final String REMARK = "WARNING: Using incubator modules: jdk.incubator.vector";

    private final Path home;
    private final List<String> arguments;
    private final String sdk = JavaHome.variable("TORNADOVM_HOME");

    private Launch(Path home, List<String> arguments) {
        this.home = home;
        this.arguments = arguments;
    }

    /**
     * Runs the program to its end, and exits with its status; with 2 if it can't be started.
     *
     * @param arguments the folder of the sources, then the program's own arguments
     * @throws IOException if a file can't be read or written, or a process not be started
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> all = List.of(arguments);
        int status;
        try {
            status = new Launch(Path.of(all.get(0)).toRealPath(), all.subList(1, all.size())).run();
        } catch (LaunchFailure e) {
            System.err.println("hypersimplex: " + e.getMessage());
            status = 2;
        }
        System.exit(status);
    }

    private int run() throws LaunchFailure, IOException, InterruptedException {
        if (!sdk.isEmpty() && !Files.isRegularFile(Path.of(sdk, "tornado-argfile.template"))) {
            throw new LaunchFailure("TORNADOVM_HOME is " + sdk
                    + ", which has no tornado-argfile.template: not the folder of a TornadoVM SDK");
        }
        List<String> modules =
                sdk.isEmpty() ? List.of("experiments", "bench") : List.of("experiments", "bench", "tornado");
        int flavour = flavour();
        LaunchBuild build = new LaunchBuild(home, modules, flavour, reason(flavour));
        if (build.isStale()) {
            build.run();
        }
        boolean isOnGpu = !sdk.isEmpty() && isForGpu();
        int least = isOnGpu ? Math.max(LEAST_JAVA, flavour) : LEAST_JAVA;
        JavaHome java = JavaHome.find(least, "java")
                .orElseThrow(
                        () -> new LaunchFailure("needs Java " + least + " or newer" + (isOnGpu ? reason(flavour) : "")
                                + "; none is in JAVA_HOME, on the PATH or among the usual places"));
        List<String> command = new ArrayList<>();
        command.add(java.program("java").toString());
        if (isOnGpu) {
            command.add("@" + tornadoArguments());
        }
        command.addAll(options(java));
        for (String variable : List.of("JAVA_OPTS", "HYPERSIMPLEX_OPTS")) {
            Pattern.compile("\\s+")
                    .splitAsStream(JavaHome.variable(variable))
                    .filter(option -> !option.isEmpty())
                    .forEach(command::add);
        }
        command.add("-cp");
        command.add(classPath());
        command.add("org.hypersimplex.cli.HypersimplexCommand");
        command.addAll(arguments);
        return runWithoutRemark(command);
    }

    private String classPath() {
        List<String> parts = new ArrayList<>();
        parts.add(home.resolve("experiments/target/classes").toString());
        parts.add(home.resolve("bench/target/classes").toString());
        parts.add(home.resolve("target/lib") + File.separator + "*");
        if (!sdk.isEmpty()) {
            parts.add(home.resolve("tornado/target/classes").toString());
        }
        return String.join(File.pathSeparator, parts);
    }

    private List<String> options(JavaHome java) throws IOException {
        List<String> options = new ArrayList<>();
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("-Dhypersimplex.home=" + home);
        if (java.version() >= 23) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            options.add("-Dhypersimplex.terminal=true");
        }
        String modules = java.release("MODULES");
        if (modules.isEmpty() || modules.contains("jdk.incubator.vector")) {
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        return options;
    }

    /** What TornadoVM needs of the JVM is more than others should run with. */
    private boolean isForGpu() {
        return !arguments.isEmpty()
                && (arguments.get(0).equals("info")
                        || arguments.contains("gpu")
                        || arguments.stream().anyMatch(argument -> argument.endsWith("=gpu")));
    }

    /** The oldest Java that the SDK runs on: its flavour, which is in the names of its jars; 0 if none says so. */
    private int flavour() throws IOException {
        int flavour = 0;
        if (!sdk.isEmpty()) {
            for (Path jar : JavaHome.children(Path.of(sdk, "share", "java", "tornado"))) {
                Matcher api = API.matcher(String.valueOf(jar.getFileName()));
                flavour = api.matches() ? Integer.parseInt(api.group(1)) : flavour;
            }
        }
        return flavour;
    }

    /** Why a newer Java is needed than without an SDK. */
    private String reason(int flavour) {
        return flavour > LaunchBuild.LEAST_JDK ? ", as the TornadoVM SDK in " + sdk + " needs" : "";
    }

    private Path tornadoArguments() throws IOException {
        // Its module path begins with the current folder, whose jars are no part of this.
        String template = Files.readString(Path.of(sdk, "tornado-argfile.template"));
        return Files.writeString(
                home.resolve("target/tornado-arguments"),
                template.replace("${TORNADOVM_HOME}", sdk).replaceAll("(?m)^--module-path \\.:", "--module-path "));
    }

    private static int runWithoutRemark(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        // Bytes, since the two processes may write text in different encodings.
        try (InputStream errors = process.getErrorStream()) {
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            int next = errors.read();
            while (next >= 0) {
                first.write(next);
                next = next == '\n' ? -1 : errors.read();
            }
            if (!first.toString(StandardCharsets.US_ASCII).strip().equals(REMARK)) {
                first.writeTo(System.err);
            }
            errors.transferTo(System.err);
        }
        return process.waitFor();
    }
}
