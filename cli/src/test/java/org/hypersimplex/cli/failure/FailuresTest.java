package org.hypersimplex.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.hypersimplex.problem.InputException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Failures failures = new Failures(new PrintStream(told, true, StandardCharsets.UTF_8));

    @Test
    void whatTheKernelsRefuseIsBadInput() {
        assertThat(failures.report(new InputException("no engine is named nonsense")))
                .isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("hypersimplex: no engine is named nonsense");
    }

    @Test
    void whatNobodyThoughtOfIsAnInternalErrorOfOneLine() {
        assertThat(failures.report(new IllegalStateException("one\ntwo"))).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("hypersimplex: internal error: java.lang.IllegalStateException: one two");
    }
}
