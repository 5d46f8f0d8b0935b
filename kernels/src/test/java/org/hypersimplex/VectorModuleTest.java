package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The vector engine runs where the build says that it must, and says what is missing where it can't. */
@Tag("width")
class VectorModuleTest {
    /** Whether the build gave this JVM the incubator module: "given" or "withheld"; another module says nothing. */
    private static final String MODULE = System.getProperty("hypersimplex.test.vector", "");

    @Test
    void theVectorEngineIsThereWhereTheModuleWasGiven() {
        Assumptions.assumeTrue(MODULE.equals("given"), "the vector engine isn't expected here");
        try (Backend backend = Backends.named("vector", Parallelism.serial())) {
            assertThat(backend.facts().name()).isEqualTo("vector");
            assertThat(backend.facts().vectorBits()).isGreaterThanOrEqualTo(64);
        }
    }

    @Test
    void withoutTheModuleTheVectorEngineSaysWhatIsMissing() {
        Assumptions.assumeTrue(MODULE.equals("withheld"), "the vector engine is expected here");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Backends.named("vector", Parallelism.serial()))
                .withMessageContaining("--add-modules jdk.incubator.vector");
        try (Backend backend = Backends.named("auto", Parallelism.serial())) {
            assertThat(backend.facts().name()).isEqualTo("scalar");
        }
    }

    @Test
    void vectorsHaveTheWidthThatTheBuildForces() {
        int forced = NarrowVectors.forced();
        Assumptions.assumeTrue(forced > 0, "no width is forced here");
        NarrowVectors.skipIfNotNarrowed();
        try (Backend backend = Backends.named("vector", Parallelism.serial())) {
            assertThat(backend.facts().vectorBits()).isEqualTo(forced * Byte.SIZE);
        }
    }
}
