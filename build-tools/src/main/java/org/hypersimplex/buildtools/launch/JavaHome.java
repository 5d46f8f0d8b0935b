package org.hypersimplex.buildtools.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with a Java.
 *
 * @param folder the folder, as it was found
 */
record JavaHome(Path folder) {
    private static final boolean IS_WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final Pattern FEATURE = Pattern.compile("(?:1\\.)?(\\d+).*");

    /** Where installers for Windows put Java, below the folders that these variables name. */
    private static final List<String> PARENTS = List.of("ProgramFiles", "LOCALAPPDATA", "USERPROFILE");

    private static final List<String> USUAL = List.of(
            "Java",
            "Eclipse Adoptium",
            "Microsoft",
            "Zulu",
            "Amazon Corretto",
            "BellSoft",
            "Programs/Eclipse Adoptium",
            ".jdks",
            ".gradle/jdks");

    /** The first with a tool and at least a version: in JAVA_HOME, on the PATH, then among the usual places. */
    static Optional<JavaHome> find(int least, String tool) throws IOException {
        for (JavaHome home : all()) {
            if (Files.isExecutable(home.program(tool)) && home.version() >= least) {
                return Optional.of(home);
            }
        }
        return Optional.empty();
    }

    private static Set<JavaHome> all() throws IOException {
        Set<JavaHome> homes = new LinkedHashSet<>();
        String named = variable("JAVA_HOME");
        if (!named.isEmpty()) {
            homes.add(new JavaHome(Path.of(named)));
        }
        Optional<Path> onPath = onPath("java", ".exe");
        if (onPath.isPresent()) {
            homes.add(new JavaHome(onPath.get().toRealPath().resolve("../..").normalize()));
        }
        List<JavaHome> usual = new ArrayList<>();
        usual.add(new JavaHome(Path.of(System.getProperty("java.home"))));
        for (String parent : PARENTS) {
            if (!variable(parent).isEmpty()) {
                for (String folder : USUAL) {
                    children(Path.of(variable(parent), folder)).forEach(child -> usual.add(new JavaHome(child)));
                }
            }
        }
        usual.sort(Comparator.comparingInt(JavaHome::version).reversed());
        homes.addAll(usual);
        return homes;
    }

    /** A variable of the environment, empty if it isn't set. */
    static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    /** The first program of that name on the PATH. */
    static Optional<Path> onPath(String name, String endingOnWindows) {
        String file = IS_WINDOWS ? name + endingOnWindows : name;
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(variable("PATH"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> new File(folder, file))
                .filter(File::canExecute)
                .map(File::toPath)
                .findFirst();
    }

    Path program(String tool) {
        return folder.resolve("bin").resolve(IS_WINDOWS ? tool + ".exe" : tool);
    }

    /** The feature version, 0 if there is no Java. */
    int version() {
        Matcher version = FEATURE.matcher(release("JAVA_VERSION"));
        return version.matches() ? Integer.parseInt(version.group(1)) : 0;
    }

    /** A value of the release file, empty if there is none. */
    String release(String key) {
        try (Stream<String> lines = Files.lines(folder.resolve("release"))) {
            return lines.filter(line -> line.startsWith(key + "="))
                    .map(line ->
                            line.substring(key.length() + 1).replace("\"", "").strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** What a folder has, nothing if there is no folder. */
    static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                all.forEach(children::add);
            }
        }
        return children;
    }
}
