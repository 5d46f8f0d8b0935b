package org.hypersimplex.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import org.hypersimplex.problem.InputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Which engine is chosen for which wish and what stands in the way of vectors; and that the second choice is told. */
class EnginesTest {
    /** Keeps what it is told. */
    private static final class Ear implements System.Logger {
        private final List<String> heard = new ArrayList<>();

        @Override
        public String getName() {
            return "ear";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle words, @Nullable String text, @Nullable Throwable why) {
            heard.add(level + ": " + text);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle words, @Nullable String format, Object... values) {
            heard.add(level + ": " + MessageFormat.format(String.valueOf(format), values));
        }
    }

    private final Ear ear = new Ear();

    @Test
    void whatStandsInTheWayOfVectorsIsToldAndTheScalarEngineChosen() {
        Engine engine = Engines.choose("auto", () -> Optional.of("the moon is full"), ear);
        assertThat(engine.name()).isEqualTo("scalar");
        assertThat(engine.description()).isEqualTo("plain Java (the moon is full)");
        assertThat(engine.vectorBits()).isZero();
        assertThat(ear.heard).containsExactly("WARNING: Projections use the scalar engine: the moon is full.");
    }

    @Test
    void whereNothingDoesTheVectorEngineIsChosenWithoutAWord() {
        Assumptions.assumeTrue(VectorSupport.missing().isEmpty(), "no vectors here");
        Engine engine = Engines.choose("auto", Optional::empty, ear);
        assertThat(engine.name()).isEqualTo("vector");
        assertThat(engine.description()).contains("Vector API", "chosen at start");
        assertThat(engine.vectorBits()).isGreaterThanOrEqualTo(64);
        assertThat(ear.heard).isEmpty();
    }

    @Test
    void anEngineAskedForIsTakenWhateverIsSlow() {
        assertThat(Engines.choose("scalar", Optional::empty, ear).description()).contains("asked for");
        if (VectorSupport.missing().isEmpty()) {
            for (String name : List.of("vector", "gradual")) {
                assertThat(Engines.choose(name, () -> Optional.of("slow"), ear).name())
                        .isEqualTo(name);
            }
        } else {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> Engines.choose("vector", Optional::empty, ear))
                    .withMessageContaining("no vector engine");
        }
        assertThat(ear.heard).isEmpty();
    }

    @Test
    void anotherWishIsRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Engines.choose("abacus", Optional::empty, ear))
                .withMessage("system property hypersimplex.engine must be auto, vector, gradual or scalar, was abacus");
    }

    @Test
    void theChoiceIsMadeOnce() {
        assertThat(Engines.chosen()).isNotNull().isSameAs(Engines.chosen());
    }

    @Test
    void withoutAWishTheChoiceFollowsWhatThisJvmCanDo() {
        Assumptions.assumeTrue(System.getProperty(Engines.PROPERTY) == null, "an engine is wished for");
        boolean fast = VectorSupport.obstacle().isEmpty();
        assertThat(Engines.chosen().name()).isEqualTo(fast ? "vector" : "scalar");
    }
}
