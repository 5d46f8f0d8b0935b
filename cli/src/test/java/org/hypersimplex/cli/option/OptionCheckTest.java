package org.hypersimplex.cli.option;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hypersimplex.cli.failure.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class OptionCheckTest {
    private static final OptionCheck CHECK = OptionCheck.plain();

    private static void refused(ThrowingCallable check, String message) {
        assertThatThrownBy(check).isInstanceOf(UserException.class).hasMessage(message);
    }

    @Test
    void boundsAreAllowed() {
        assertThatCode(() -> {
                    CHECK.atLeast("--n", 2, 2);
                    CHECK.positive("--x", Double.MIN_VALUE);
                    CHECK.notNegative("--x", 0);
                    CHECK.allPositive("--x", List.of(1.0, Double.MAX_VALUE));
                    CHECK.noneNegative("--x", List.of(0.0, 1.0));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsBeyondTheBoundsIsNamedWithTheOption() {
        refused(() -> CHECK.atLeast("--n", 1, 2), "--n must be at least 2, was 1");
        refused(() -> CHECK.positive("--x", 0), "--x must be positive and finite, was 0.0");
        refused(() -> CHECK.notNegative("--x", -1), "--x must be finite and at least 0, was -1.0");
        refused(() -> CHECK.allPositive("--x", List.of(1.0, 0.0)), "--x must be positive and finite, one was 0.0");
        refused(() -> CHECK.noneNegative("--x", List.of(1.0, -2.0)), "--x must be finite and at least 0, one was -2.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void numbersAreFinite(double value) {
        refused(() -> CHECK.positive("--x", value), "--x must be positive and finite, was " + value);
        refused(() -> CHECK.notNegative("--x", value), "--x must be finite and at least 0, was " + value);
    }

    @Test
    void aDirectoryMayBeMissingButIsNoFile(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatCode(() -> {
                    CHECK.directory("--out", folder);
                    CHECK.directory("--out", folder.resolve("missing"));
                })
                .doesNotThrowAnyException();
        refused(() -> CHECK.directory("--out", file), "--out must be a directory, " + file + " is a file");
    }

    @Command(name = "some")
    private static final class Some {}

    @Test
    void theCommandCanBeNamedForAHint() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new Some());
        new picocli.CommandLine(spec);
        assertThatThrownBy(() -> OptionCheck.withHint(spec).atLeast("--n", 0, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--n must be at least 1, was 0");
    }
}
