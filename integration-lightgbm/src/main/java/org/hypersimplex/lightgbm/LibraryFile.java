package org.hypersimplex.lightgbm;

import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Finds LightGBM's native library: in the directory that the environment names, else unpacked from lightgbm4j's jar.
 */
final class LibraryFile {
    /** The variable that lightgbm4j reads too. */
    private static final String DIRECTORY = "LIGHTGBM_NATIVE_LIB_PATH";

    private LibraryFile() {}

    static Path find() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        String folder;
        String name;
        if (system.startsWith("linux")) {
            folder = "linux";
            name = "lib_lightgbm.so";
        } else if (system.startsWith("mac")) {
            folder = "osx";
            name = "lib_lightgbm.dylib";
        } else {
            folder = "windows";
            name = "lib_lightgbm.dll";
        }
        String directory = System.getenv(DIRECTORY);
        if (directory != null) {
            return Path.of(directory, name);
        }
        boolean arm = machine.equals("aarch64") || machine.equals("arm64");
        return unpacked("lightgbm4j/" + folder + "/" + (arm ? "aarch64/" : "x86_64/") + name, name);
    }

    /** Unpacks into a new directory: under a shared name another JVM might just be writing or running the library. */
    private static Path unpacked(String resource, String name) {
        try (InputStream library = LGBMBooster.class.getClassLoader().getResourceAsStream(resource)) {
            if (library == null) {
                throw new LightGbmException("lightgbm4j has no library for this machine: " + resource + " is missing; "
                        + DIRECTORY + " may name a directory with one");
            }
            Path directory = Files.createTempDirectory("hypersimplex-lightgbm");
            Path file = directory.resolve(name);
            directory.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            Files.copy(library, file);
            return file;
        } catch (IOException e) {
            throw new LightGbmException("LightGBM's library could not be unpacked: " + e, e);
        }
    }
}
