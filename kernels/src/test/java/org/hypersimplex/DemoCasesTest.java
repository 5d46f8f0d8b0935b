package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Test;

/**
 * The problems that the documentation's JavaScript is tested against, with the answers of the reference. With {@code
 * -Ddemo.cases.write=true} the file is written anew.
 */
class DemoCasesTest {
    private static final Path FILE = Path.of("../docs/demo/cases.json");
    private static final double[] TEMPERATURES = {0.05, 0.5, 1, 1.5, 4};
    private static final double ANCHOR = 0.25;

    private final Backend reference = Backends.named("reference", Parallelism.serial());
    private final Random random = new Random(23);

    @Test
    void theFileHasTheAnswersOfTheReference() throws IOException {
        String cases = IntStream.range(0, 60)
                .mapToObj(i -> line(1 + i % 9, i % 3 == 2, TEMPERATURES[i % TEMPERATURES.length]))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        if (Boolean.getBoolean("demo.cases.write")) {
            Files.writeString(FILE, cases);
        }
        assertThat(FILE).hasContent(cases);
    }

    private String line(int n, boolean fractional, double tau) {
        double k = fractional ? random.nextInt(10 * n + 1) / 10.0 : random.nextInt(n + 1);
        double[] scores = drawn(n, -30, 30, 10);
        double[] upstream = drawn(n, -10, 10, 1);
        double[] targets = drawn(n, 0, 1, 1);
        double[] x = new double[n];
        double[] product = new double[n];
        double[] gradient = new double[n];
        SoftBinaryArgmax top = SoftBinaryArgmax.of(k, tau).on(reference);
        double nu = top.project(scores, x);
        top.vjp(Batch.one(n), scores, new double[] {nu}, upstream, product);
        double loss = HypersimplexLoss.halfSum(KPolicy.fixed(k), tau)
                .anchored(ANCHOR)
                .on(reference)
                .valueAndGradient(
                        Batch.one(n), Values.of(scores), Targets.matrix(Values.of(targets)), Values.of(gradient));
        return """
                {"k": %s, "tau": %s, "alpha": %s, "scores": %s, "nu": %s, "x": %s, "upstream": %s, "product": %s, \
                "targets": %s, "loss": %s, "gradient": %s}""".formatted(
                        k,
                        tau,
                        ANCHOR,
                        Arrays.toString(scores),
                        nu,
                        Arrays.toString(x),
                        Arrays.toString(upstream),
                        Arrays.toString(product),
                        Arrays.toString(targets),
                        loss,
                        Arrays.toString(gradient));
    }

    /** Whole numbers from low to high, divided by a divisor. */
    private double[] drawn(int n, int low, int high, double divisor) {
        return IntStream.range(0, n)
                .mapToDouble(i -> (low + random.nextInt(high - low + 1)) / divisor)
                .toArray();
    }
}
