package org.hypersimplex.buildtools;

import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java source with {@code Float} in its name, and what its twin is to be.
 *
 * @param root the source root, the folder of the unnamed package
 * @param path where the source is, from the root
 */
record FloatSource(Path root, Path path) {
    /** All such sources below a source root, in the order of their paths; it is an error if there is none. */
    static List<FloatSource> below(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new FileSystemException(root.toString(), null, "no such folder");
        }
        List<FloatSource> found;
        try (Stream<Path> files = Files.walk(root)) {
            found = files.filter(FloatSource::hasName)
                    .map(root::relativize)
                    .sorted()
                    .map(path -> new FloatSource(root, path))
                    .toList();
        }
        if (found.isEmpty()) {
            throw new FileSystemException(root.toString(), null, "no Java source in it has Float in its name");
        }
        return found;
    }

    private static boolean hasName(Path file) {
        String name = file.getFileName().toString();
        return name.contains("Float") && name.endsWith(".java") && Files.isRegularFile(file);
    }

    /** Where the twin is, from its root: in the same package. */
    Path twin() {
        return path.resolveSibling(FloatWords.toDouble(path.getFileName().toString()));
    }

    /** Whether the twin was written by hand, in a file beside this source. */
    boolean hasTwinByHand() {
        return Files.exists(root.resolve(twin()));
    }

    /** The twin's text. Its first line says where it comes from, for whoever meets it in a debugger or an IDE. */
    String twinText() throws IOException {
        String name = path.toString().replace(File.separatorChar, '/');
        return "// Generated from " + name + " by build-tools; do not edit.\n" + FloatWords.toDouble(text());
    }

    private String text() throws IOException {
        Path file = root.resolve(path);
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            FileSystemException named = new FileSystemException(file.toString(), null, "is not in UTF-8");
            named.initCause(e);
            throw named;
        }
    }
}
