package org.hypersimplex.buildtools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that twins are written to and that holds nothing else. Its files are named by their paths from it. */
final class TwinFolder {
    private final Path root;
    private final Set<Path> twins = new HashSet<>();

    private TwinFolder(Path root) {
        this.root = root;
    }

    /** The folder of that path, made where it doesn't exist. */
    static TwinFolder at(Path root) throws IOException {
        Files.createDirectories(root);
        return new TwinFolder(root);
    }

    /** The number of twins put here. */
    int size() {
        return twins.size();
    }

    /**
     * Puts a twin here. One that is here with the same text isn't touched, as a new time stamp would have it compiled
     * again.
     *
     * @return whether it was written
     */
    boolean put(Path path, String text) throws IOException {
        Path file = root.resolve(path);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        twins.add(path);
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return false;
        }
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return true;
    }

    /**
     * Removes all Java sources that were not put here: twins of an earlier build whose sources are gone.
     *
     * @return how many were removed
     */
    int removeOthers() throws IOException {
        List<Path> others;
        try (Stream<Path> files = Files.walk(root)) {
            others = files.filter(file -> file.toString().endsWith(".java") && !twins.contains(root.relativize(file)))
                    .toList();
        }
        for (Path other : others) {
            Files.delete(other);
        }
        return others.size();
    }
}
