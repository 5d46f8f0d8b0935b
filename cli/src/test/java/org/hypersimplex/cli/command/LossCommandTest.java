package org.hypersimplex.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.hypersimplex.cli.Program;
import org.hypersimplex.cli.matrix.Matrix;
import org.hypersimplex.cli.matrix.MatrixReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code loss} as a process, on four samples of two classes worked out by hand. */
class LossCommandTest {
    private final Path directory;
    private final Program program;

    LossCommandTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        program = new Program(directory);
        // k = 2: x of the first column is (1, .75, .25, 0); the second has its negative, so 1 - x.
        program.file("logits", "3 -3\n1 -1\n0.5 -0.5\n-2 2\n");
        program.file("ids", "0\n0\n1\n1\n");
        program.file("targets", "1 0\n1 0\n0 1\n0 1\n");
    }

    @Test
    void meanIsTheDefault() throws Exception {
        // Residuals: 0, -.25, .25, 0 and their negatives; squares sum to .25, of 8 entries.
        Program.Run run = program.run("loss", "--tau", "1", "--k", "positives", "logits", "ids");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).hasSize(1);
        assertThat(Double.parseDouble(run.out())).isCloseTo(0.25 / 8, within(1e-15));
    }

    @Test
    void halfSumAndItsGradient() throws Exception {
        Program.Run run = program.run(
                "loss",
                "--tau",
                "1",
                "--k",
                "half",
                "--reduction",
                "half-sum",
                "--gradient",
                "g.csv",
                "logits",
                "targets");
        assertThat(Double.parseDouble(run.out())).isCloseTo(0.125, within(1e-15));
        Matrix gradient = MatrixReader.read(directory.resolve("g.csv").toString(), null);
        assertThat(gradient.values().doubles())
                .containsExactly(new double[] {0, 0, -0.25, 0.25, 0.25, -0.25, 0, 0}, within(1e-15));
    }

    @Test
    void anAnchorAddsTheSquaresOfThresholdsAndTheirGradient() throws Exception {
        // The thresholds are .25 and -1.25, each with two active entries: 0.2/2 (.0625 + 1.5625) is added to .125.
        Program.Run run = program.run(
                "loss",
                "--tau",
                "1",
                "--k",
                "half",
                "--reduction",
                "half-sum",
                "--anchor",
                "0.2",
                "--gradient",
                "g.csv",
                "logits",
                "targets");
        assertThat(run.err()).isEmpty();
        assertThat(Double.parseDouble(run.out())).isCloseTo(0.2875, within(1e-15));
        Matrix gradient = MatrixReader.read(directory.resolve("g.csv").toString(), null);
        assertThat(gradient.values().doubles())
                .containsExactly(new double[] {0, 0, -0.225, 0.125, 0.275, -0.375, 0, 0}, within(1e-15));
    }

    @Test
    void fixedMassesAndFloats() throws Exception {
        // Without mass x is 0 and only the targets remain: 2 in each class; with all of it, likewise.
        Program.Run run = program.runWithInput(
                "0\n0\n1\n1\n", "loss", "--tau", "1", "--k", "0,4", "--precision", "float", "logits", "-");
        assertThat(run.err()).isEmpty();
        assertThat(Double.parseDouble(run.out())).isCloseTo(4.0 / 8, within(1e-7));
    }
}
