package org.hypersimplex.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.experiments.train.djl.DjlNetworks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFactoryTest {
    private static final int UNIT = Integer.getInteger("hypersimplex.test.channels", 1);

    private final Thread thread = Thread.currentThread();
    private final ClassLoader usual = thread.getContextClassLoader();

    @AfterEach
    void findClassesAsUsual() {
        thread.setContextClassLoader(usual);
    }

    @Test
    void aFrameworkWithoutItsLibraryDoesNotHideTheOthers(@TempDir Path folder) throws IOException {
        Path services =
                Files.writeString(folder.resolve("services"), "missing.Networks\n" + DjlNetworks.class.getName());
        thread.setContextClassLoader(new Services(usual, services));
        assertThat(NetworkFactory.of(Framework.DJL, UNIT).framework()).isEqualTo(Framework.DJL);
        assertThatThrownBy(() -> NetworkFactory.of(Framework.DL4J, UNIT))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("this copy of the program can't train with dl4j");
    }

    /** Knows no other factories than those of a file. */
    private static final class Services extends ClassLoader {
        private final Path file;

        Services(ClassLoader usual, Path file) {
            super(usual);
            this.file = file;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.endsWith("/" + NetworkFactory.class.getName())
                    ? Collections.enumeration(List.of(file.toUri().toURL()))
                    : super.getResources(name);
        }
    }
}
