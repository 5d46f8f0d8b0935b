package org.hypersimplex.buildtools.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The build on first use and after changes.
 *
 * @param home the folder of the sources
 * @param modules what the program's classes are in
 * @param leastJdk the oldest JDK that will do, where that is newer than {@link #LEAST_JDK}
 * @param reason why, as it is told
 */
record LaunchBuild(Path home, List<String> modules, int leastJdk, String reason) {
    static final int LEAST_JDK = 22;

    /** What is told of a failed build: Maven's errors but for its advice on how to start it again. */
    private static final Pattern TOLD = Pattern.compile("\\[(ERROR|WARNING)\\] .*");

    private static final Pattern ADVICE = Pattern.compile(".*(\\] *$|Help 1|switch|articles|resume|mvn <args>).*");

    private Path target() {
        return home.resolve("target");
    }

    boolean isStale() throws IOException {
        Path stamp = target().resolve("launcher-stamp");
        if (!Files.isRegularFile(stamp)) {
            return true;
        }
        for (String module : modules) {
            if (!Files.isDirectory(home.resolve(module).resolve("target/classes"))) {
                return true;
            }
        }
        FileTime built = Files.getLastModifiedTime(stamp);
        for (Path module : JavaHome.children(home)) {
            if (isNewer(module.resolve("pom.xml"), built) || isNewer(module.resolve("src/main"), built)) {
                return true;
            }
        }
        return isNewer(home.resolve("pom.xml"), built);
    }

    /** Whether a file, or anything in a folder, is newer. */
    private static boolean isNewer(Path place, FileTime than) throws IOException {
        if (!Files.exists(place)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(than) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Builds, unless another launcher does so at the same time; then waits for it. */
    void run() throws LaunchFailure, IOException, InterruptedException {
        int least = Math.max(LEAST_JDK, leastJdk);
        JavaHome jdk = JavaHome.find(least, "javac")
                .orElseThrow(() -> new LaunchFailure("building needs a JDK " + least + " or newer" + reason
                        + "; none is in JAVA_HOME, on the PATH or among the usual places"));
        Path maven = JavaHome.onPath("mvn", ".cmd")
                .orElseThrow(() -> new LaunchFailure("building needs Maven (mvn), which is not on the PATH"));
        Files.createDirectories(target());
        try (FileChannel lock = FileChannel.open(
                target().resolve("launcher-lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (isStale()) {
                build(jdk, maven);
            }
        }
    }

    private void build(JavaHome jdk, Path maven) throws LaunchFailure, IOException, InterruptedException {
        System.err.println("hypersimplex: building, once...");
        Path begun = Files.writeString(target().resolve("launcher-stamp.new"), "");
        for (Path jar : JavaHome.children(target().resolve("lib"))) {
            Files.delete(jar);
        }
        Path log = target().resolve("launcher-build.log");
        String projects = String.join(",", modules);
        ProcessBuilder builder = new ProcessBuilder(
                maven.toString(),
                "-B",
                "-pl",
                projects,
                "-am",
                "package",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true");
        builder.environment().put("JAVA_HOME", jdk.folder().toString());
        builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            try (Stream<String> lines = Files.lines(log, Charset.defaultCharset())) {
                lines.filter(line -> TOLD.matcher(line).matches()
                                && !ADVICE.matcher(line).matches())
                        .limit(20)
                        .forEach(System.err::println);
            }
            throw new LaunchFailure("the build failed, all of it is in " + log);
        }
        Files.move(begun, target().resolve("launcher-stamp"), StandardCopyOption.REPLACE_EXISTING);
    }
}
