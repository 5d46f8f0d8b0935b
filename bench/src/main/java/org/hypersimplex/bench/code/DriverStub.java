package org.hypersimplex.bench.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.hypersimplex.bench.program.Programs;

/**
 * A library that stands for the driver of an NVIDIA GPU, and for the run-time compiler of CUDA C. It is compiled from {@code driver.c}, which says what it does.
 *
 * @param folder of the library, which programs have to look for libraries in
 */
record DriverStub(Path folder) {
    private static final String SOURCE = "driver.c";

    /** Compiles the library in this folder. */
    static DriverStub compile(Toolkit tools, Path folder) throws IOException {
        Path source = folder.resolve(SOURCE);
        try (InputStream stored = Objects.requireNonNull(DriverStub.class.getResourceAsStream(SOURCE))) {
            Files.copy(stored, source);
        }
        for (String name : new String[] {"libcuda.so.1", "libnvidia-ml.so.1", "libnvrtc.so.12", "libnvrtc.so.13"}) {
            Programs.run(
                    tools.cc().toString(),
                    "-shared",
                    "-fPIC",
                    "-O1",
                    "-I" + tools.headers(),
                    "-Wl,-soname," + name,
                    "-o",
                    folder.resolve(name),
                    source);
        }
        Files.createDirectories(folder.resolve("modules"));
        return new DriverStub(folder);
    }

    /** Adds to a program's environment what makes it use this library. */
    void use(Map<String, String> environment) {
        environment.put("LD_LIBRARY_PATH", folder.toString());
        environment.put("DRIVER_LOG", log().toString());
        environment.put("DRIVER_MODULES", folder.resolve("modules").toString());
    }

    Path log() {
        return folder.resolve("log");
    }

    /** A module that was given to the library, by its number in the log. */
    Path module(String number) {
        return folder.resolve("modules").resolve(number);
    }
}
