package org.hypersimplex.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.hypersimplex.cli.Program;
import org.hypersimplex.cli.matrix.Matrix;
import org.hypersimplex.cli.matrix.MatrixReader;
import org.hypersimplex.problem.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code project} as a process, good input. */
class ProjectCommandTest {
    private final Path directory;

    ProjectCommandTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "vector", "scalar", "reference"})
    void rowsSumToKAndMeetTheOptimalityConditions(String engine) throws Exception {
        double[][] y = scores(5, 23, 1);
        double[] k = {0, 1, 2.5, 11, 23};
        Program.Run run = program(y)
                .run("project", "--k", "0,1,2.5,11,23", "--tau", "0.7", "--engine", engine, "--threads", "2", "y.csv");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        double[][] x = run.matrix();
        assertThat(x).hasNumberOfRows(5);
        for (int p = 0; p < y.length; p++) {
            assertIsProjection(y[p], x[p], k[p], 0.7, 1e-12);
        }
    }

    @Test
    void columnsAreProjectedInFloat() throws Exception {
        double[][] y = scores(50, 3, 2);
        Program.Run run =
                program(y).run("project", "--k", "7", "--tau", "1", "--by", "columns", "--precision", "float", "y.csv");
        double[][] x = run.matrix();
        assertThat(x).hasNumberOfRows(50);
        for (int p = 0; p < 3; p++) {
            assertIsProjection(column(y, p), column(x, p), 7, 1, 1e-6);
        }
        String firstLine = run.out().lines().findFirst().orElseThrow();
        for (String number : firstLine.split(",", -1)) {
            assertThat(number).isEqualTo(Float.toString(Float.parseFloat(number)));
        }
    }

    @Test
    void thresholdsPutBackGiveTheProjection() throws Exception {
        double[][] y = scores(4, 9, 3);
        double[][] thresholds = program(y)
                .run("project", "--k", "3", "--tau", "2", "--thresholds", "y.csv")
                .matrix();
        assertThat(thresholds).hasDimensions(4, 1);
        for (int p = 0; p < 4; p++) {
            double sum = 0;
            for (double score : y[p]) {
                sum += Math.min(1, Math.max(0, (score - thresholds[p][0]) / 2));
            }
            assertThat(sum).isCloseTo(3, within(1e-12));
        }
    }

    @Test
    void upstreamIsPulledBackThroughTheProjection() throws Exception {
        // x = (1, .75, .25, 0) at threshold 0.25, so the middle two are active and lose their mean.
        Program program = new Program(directory);
        program.file("y", "3 1 0.5 -2\n");
        program.file("g", "10 4 1 7\n");
        Program.Run run = program.run("project", "--k", "2", "--tau", "1", "--upstream", "g", "y");
        assertThat(run.err()).isEmpty();
        assertThat(run.matrix()).isDeepEqualTo(new double[][] {{0, 1.5, -1.5, 0}});
    }

    @Test
    void infiniteScoresAreMaskedOutOrForcedIn() throws Exception {
        Program.Run run =
                new Program(directory).runWithInput("inf 0 -inf 0\n", "project", "--k", "2", "--tau", "1", "-");
        assertThat(run.matrix()).isDeepEqualTo(new double[][] {{1, 0.5, 0, 0.5}});
    }

    @Test
    void npyGoesInAndOutInItsOwnTypeAndShape() throws Exception {
        Program program = new Program(directory);
        program.file("y", "3 1 0.5 -2\n");
        String[] toNpy = {"project", "--k", "2", "--tau", "1", "--precision", "float", "--out", "x.npy", "y"};
        Program.Run first = program.run(toNpy);
        assertThat(first.status()).isZero();
        assertThat(first.out()).isEmpty();
        Matrix x = read("x.npy");
        assertThat(x.values().precision()).isEqualTo(Precision.FLOAT);
        assertThat(x.values().floats()).containsExactly(1, 0.75f, 0.25f, 0);
        program.run("project", "--k", "1", "--tau", "1", "--thresholds", "--out", "t.npy", "x.npy");
        Matrix thresholds = read("t.npy");
        assertThat(thresholds.flat()).isTrue();
        // Of 1, .75, .25, 0 the first two are active: their sum less 1, halved.
        assertThat(thresholds.values().get(0)).isEqualTo(0.375);
        program.run("project", "--k", "0.5", "--tau", "1", "--out", "again.npy", "t.npy");
        Matrix again = read("again.npy");
        assertThat(again.flat()).isTrue();
        assertThat(Objects.requireNonNull(again.values().doubles())).containsExactly(0.5);
    }

    private Matrix read(String name) {
        return MatrixReader.read(directory.resolve(name).toString(), null);
    }

    private Program program(double[][] y) throws IOException {
        StringBuilder text = new StringBuilder();
        for (double[] row : y) {
            for (int i = 0; i < row.length; i++) {
                text.append(row[i]).append(i + 1 < row.length ? "," : "\n");
            }
        }
        Program program = new Program(directory);
        program.file("y.csv", text.toString());
        return program;
    }

    private static double[][] scores(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[][] y = new double[rows][columns];
        for (double[] row : y) {
            for (int i = 0; i < columns; i++) {
                row[i] = random.nextGaussian();
            }
        }
        return y;
    }

    private static double[] column(double[][] matrix, int column) {
        return Arrays.stream(matrix).mapToDouble(row -> row[column]).toArray();
    }

    /**
     * Feasible, and for some threshold all entries between the bounds have y − τx = ν, those at 1 are not below it and
     * those at 0 not above.
     */
    private static void assertIsProjection(double[] y, double[] x, double k, double tau, double tolerance) {
        double sum = 0;
        double above = Double.POSITIVE_INFINITY;
        double below = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < y.length; i++) {
            assertThat(x[i]).isBetween(0.0, 1.0);
            sum += x[i];
            if (x[i] > 0) {
                above = Math.min(above, y[i] - tau * x[i]);
            }
            if (x[i] < 1) {
                below = Math.max(below, y[i] - tau * x[i]);
            }
        }
        assertThat(sum).isCloseTo(k, within(tolerance * y.length));
        assertThat(below).isLessThanOrEqualTo(above + tolerance);
    }
}
