package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hypersimplex.reference.ReferenceBackend;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.BackendProvider;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends that others offer, as if their modules were on the class path: one can't run here, the next one can. */
class ProvidersTest {
    /** Offers what can't run. */
    public static final class Broken implements BackendProvider {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Optional<String> whyNot() {
            return Optional.of("its fan stands still");
        }

        @Override
        public List<String> devices() {
            return List.of();
        }

        @Override
        public Backend open() {
            throw new AssertionError("opened though it can't run");
        }
    }

    /** Offers what can run, and is no engine of the CPU. */
    public static final class Working implements BackendProvider {
        @Override
        public String name() {
            return "working";
        }

        @Override
        public Optional<String> whyNot() {
            return Optional.empty();
        }

        @Override
        public List<String> devices() {
            return List.of("one");
        }

        @Override
        public Backend open() {
            return new ReferenceBackend();
        }
    }

    /**
     * Finds the two classes and nothing else: neither what else is on the class path, nor what its modules provide. It
     * defines them itself, since classes of the tests' own module would have to be named in its descriptor.
     */
    private static final class Offers extends ClassLoader {
        private final URL services;

        Offers(URL services) {
            super(null);
            this.services = services;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.equals(Broken.class.getName()) && !name.equals(Working.class.getName())) {
                return ProvidersTest.class.getClassLoader().loadClass(name);
            }
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (InputStream code = ProvidersTest.class.getResourceAsStream(file)) {
                byte[] bytes = Objects.requireNonNull(code).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        protected Enumeration<URL> findResources(String name) {
            boolean asked = name.equals("META-INF/services/" + BackendProvider.class.getName());
            return Collections.enumeration(asked ? List.of(services) : List.of());
        }
    }

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    @BeforeEach
    void offer(@TempDir Path folder) throws IOException {
        Path services = folder.resolve("services");
        Files.write(services, List.of(Broken.class.getName(), Working.class.getName()));
        thread.setContextClassLoader(new Offers(services.toUri().toURL()));
    }

    @AfterEach
    void withdraw() {
        thread.setContextClassLoader(before);
    }

    @Test
    void anOfferThatCanRunIsFoundByItsName() {
        assertThat(Backends.named("working", Parallelism.serial())).isInstanceOf(ReferenceBackend.class);
    }

    @Test
    void anOfferThatCannotRunIsAnErrorThatSaysWhy() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Backends.named("broken", Parallelism.serial()))
                .withMessage("no broken backend: its fan stands still");
    }

    @Test
    void theBestIsTheFirstOfferThatCanRun() {
        assertThat(Backends.best()).isInstanceOf(ReferenceBackend.class);
    }
}
