package org.hypersimplex.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hypersimplex.Backends;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Reduction;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** What only this backend does: what all backends must do is tested by the kernels' tests, which run on it, too. */
class TornadoBackendTest {
    private static final float TOLERANCE = 5e-7f;

    private static float[] normal(int n, long seed) {
        Random random = new Random(seed);
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            y[i] = (float) random.nextGaussian();
        }
        return y;
    }

    @Test
    void theServiceLoaderFindsTheDevice() {
        try (Backend gpu = Backends.gpu()) {
            assertThat(gpu.facts().name()).isEqualTo("gpu");
            assertThat(gpu.facts().description()).contains(Device.chosen().description());
            assertThat(new TornadoProvider().devices()).isNotEmpty();
        }
    }

    @Test
    void aClosedBackendRefusesWork() {
        Backend gpu = Backends.gpu();
        float[] y = normal(10, 1);
        SoftBinaryArgmax.of(3, 1).on(gpu).project(Batch.one(10), Values.of(y), Values.of(y));
        gpu.close();
        gpu.close();
        assertThatThrownBy(() -> SoftBinaryArgmax.of(3, 1)
                        .on(gpu)
                        .project(Batch.one(10), Values.of(y), Values.of(new float[10])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void onlyTheShapesUsedLastAreKept() {
        try (TornadoBackend gpu = new TornadoBackend(Device.chosen())) {
            for (int n = 1; n <= Launches.MAX_KEPT_SHAPES + 3; n++) {
                float[] x = new float[n];
                SoftBinaryArgmax.of(0.5, 1).on(gpu).project(Batch.one(n), Values.of(normal(n, n)), Values.of(x));
                assertThat(gpu.kept()).isEqualTo(Math.min(n, Launches.MAX_KEPT_SHAPES));
            }
        }
    }

    @Test
    void afterAFailureNothingIsKeptAndTheNextCallWorks() {
        try (TornadoBackend gpu = new TornadoBackend(Device.chosen())) {
            float[] y = normal(100, 3);
            float[] before = new float[y.length];
            float[] after = new float[y.length];
            SoftBinaryArgmax top = SoftBinaryArgmax.of(7, 1);
            top.on(gpu).project(Batch.one(y.length), Values.of(y), Values.of(before));
            assertThat(gpu.kept()).isEqualTo(1);
            IllegalStateException failure = new IllegalStateException("a kernel failed");
            assertThatThrownBy(() -> gpu.launched(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(gpu.kept()).isZero();
            top.on(gpu).project(Batch.one(y.length), Values.of(y), Values.of(after));
            assertThat(after).containsExactly(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1001, 30_000})
    void aLargeMatrixIsProjectedAsItsColumnsAre(int n) {
        int count = FloatTransposed.LARGE_MATRIX / n + 1;
        float[] y = normal(n * count, n);
        SoftBinaryArgmax top = SoftBinaryArgmax.of(n / 3.0, 0.1);
        float[] expected = new float[y.length];
        float[] x = new float[y.length];
        try (Backend gpu = Backends.gpu()) {
            top.project(Batch.rows(count, n), Values.of(transposed(y, count)), Values.of(expected));
            top.on(gpu).project(Batch.columns(n, count), Values.of(y), Values.of(x));
        }
        float[] found = transposed(x, count);
        float error = 0;
        for (int i = 0; i < found.length; i++) {
            error = Math.max(error, Math.abs(found[i] - expected[i]));
        }
        assertThat(error).isLessThan(TOLERANCE);
    }

    /** The columns of a row-major matrix, one after the other. */
    private static float[] transposed(float[] matrix, int count) {
        float[] columns = new float[matrix.length];
        int n = matrix.length / count;
        for (int i = 0; i < matrix.length; i++) {
            columns[i % count * n + i / count] = matrix[i];
        }
        return columns;
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1001, 30_000})
    void productsOfALargeMatrixAreThoseOfItsColumns(int n) {
        int count = FloatTransposed.LARGE_MATRIX / n + 1;
        float[] y = normal(n * count, n);
        float[] v = normal(n * count, n + 1);
        double[] thresholds = new double[count];
        float[] expected = new float[y.length];
        float[] product = new float[y.length];
        try (Backend gpu = Backends.gpu()) {
            SoftBinaryArgmax top = SoftBinaryArgmax.of(n / 3.0, 0.1).on(gpu);
            Batch rows = Batch.rows(count, n);
            Values columns = Values.of(transposed(y, count));
            top.project(rows, columns, Values.of(new float[y.length]), thresholds);
            top.vjp(rows, columns, thresholds, Values.of(transposed(v, count)), Values.of(expected));
            top.vjp(Batch.columns(n, count), Values.of(y), thresholds, Values.of(v), Values.of(product));
        }
        assertThat(transposed(product, count)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1001, 30_000})
    void theLossOfALargeMatrixIsThatOfItsColumns(int n) {
        int count = FloatTransposed.LARGE_MATRIX / n + 1;
        float[] y = normal(n * count, n);
        float[] targets = new float[n * count];
        float[] weights = new float[n * count];
        Random random = new Random(3);
        for (int i = 0; i < targets.length; i++) {
            targets[i] = random.nextInt(2);
            weights[i] = random.nextInt(3);
        }
        float[] expected = new float[y.length];
        float[] gradient = new float[y.length];
        Batch rows = Batch.rows(count, n);
        Batch columns = Batch.columns(n, count);
        try (Backend gpu = Backends.gpu()) {
            HypersimplexLoss loss =
                    HypersimplexLoss.mean(KPolicy.half(), 0.1).anchored(0.01).on(gpu);
            double byColumns = loss.valueAndGradient(
                    rows,
                    Values.of(transposed(y, count)),
                    Targets.matrix(Values.of(transposed(targets, count)))
                            .withWeights(Values.of(transposed(weights, count)), rows),
                    Values.of(expected));
            double byRows = loss.valueAndGradient(
                    columns,
                    Values.of(y),
                    Targets.matrix(Values.of(targets)).withWeights(Values.of(weights), columns),
                    Values.of(gradient));
            assertThat(byRows).isEqualTo(byColumns);
            y[n * count - 1] = Float.NaN;
            assertThatThrownBy(() -> loss.valueAndGradient(
                            columns, Values.of(y), Targets.classIds(new int[n]), Values.of(gradient)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContainingAll("entry " + (n - 1), "problem " + (count - 1));
        }
        assertThat(transposed(gradient, count)).isEqualTo(expected);
    }

    @Test
    void longVectorsOfAllKindsAreProjectedByTheWholeGrid() {
        int n = (1 << 20) + 37;
        Random random = new Random(5);
        float[] clusters = new float[n];
        float[] ties = new float[n];
        for (int i = 0; i < n; i++) {
            clusters[i] = (float) ((random.nextBoolean() ? 100 : -100) + 0.01 * random.nextGaussian());
            ties[i] = random.nextInt(5);
        }
        try (Backend gpu = Backends.gpu()) {
            for (float[] y : new float[][] {normal(n, 2), clusters, ties, new float[n]}) {
                for (double k : new double[] {0, 1, n / 10.0, n / 2.0, n}) {
                    for (double tau : new double[] {1.5, 1e-3}) {
                        check(gpu, y, k, tau);
                    }
                }
            }
        }
    }

    @Test
    void longVectorsMayHoldInfiniteScoresButNoNaN() {
        int n = (1 << 16) + 3;
        float[] y = normal(n, 6);
        try (Backend gpu = Backends.gpu()) {
            for (int i = 5; i < n; i += 7) {
                y[i] = i % 2 == 0 ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
            }
            check(gpu, y, n / 3.0, 0.5);
            y[n - 2] = Float.NaN;
            assertThatThrownBy(() -> SoftBinaryArgmax.of(n / 3.0, 0.5)
                            .on(gpu)
                            .project(Batch.one(n), Values.of(y), Values.of(new float[n])))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(Integer.toString(n - 2));
        }
    }

    @Test
    void aSampleThatMisleadsLongVectorsCostsPassesNotAccuracy() {
        int n = (1 << 17) + 3;
        int every = n / FloatColumnKernels.MAX_STAGED_LENGTH;
        try (Backend gpu = Backends.gpu()) {
            for (float other : new float[] {40, -40, 0.25f, Float.NEGATIVE_INFINITY}) {
                float[] y = normal(n, 11);
                for (int i = 0; i < n; i += every) {
                    y[i] = other;
                }
                for (double k : new double[] {3, n / 40.0, n / 2.0}) {
                    for (double tau : new double[] {1.5, 1e-3}) {
                        check(gpu, y, k, tau);
                    }
                }
            }
        }
    }

    private static void check(Backend gpu, float[] y, double k, double tau) {
        SoftBinaryArgmax top = SoftBinaryArgmax.of(k, tau);
        float[] x = new float[y.length];
        float[] expected = new float[y.length];
        top.on(gpu).project(Batch.one(y.length), Values.of(y), Values.of(x));
        top.project(Batch.one(y.length), Values.of(y), Values.of(expected));
        double sum = 0;
        float worst = 0;
        for (int i = 0; i < y.length; i++) {
            sum += x[i];
            worst = Math.max(worst, Math.abs(x[i] - expected[i]));
        }
        assertThat(worst).as("k = %s, tau = %s", k, tau).isLessThan(2 * TOLERANCE);
        assertThat(sum).isCloseTo(k, within(1e-6 * Math.max(1, k)));
    }

    /** Doubles every score: stands for a kernel that a caller's own graph may run before the loss. */
    static void twice(KernelContext context, FloatArray scores, FloatArray doubled) {
        int i = context.globalIdx;
        doubled.set(i, 2 * scores.get(i));
    }

    @Test
    void scoresMayStayOnTheDeviceInACallersOwnGraph() {
        int rows = 512;
        int classes = 4;
        float[] y = normal(rows * classes, 7);
        int[] ids = new Random(8).ints(rows, 0, classes).toArray();
        Batch columns = Batch.columns(rows, classes);
        FloatArray scores = FloatArray.fromArray(y);
        FloatArray logits = new FloatArray(rows * classes);
        FloatArray gradient = new FloatArray(rows * classes);
        FloatLossTask loss = new FloatLossTask(columns, logits, IntArray.fromArray(ids), gradient);
        loss.set(new double[] {100, 128, 128, 156}, 1.5, Reduction.MEAN.slope((long) rows * classes));
        DeviceTask whole = new DeviceTask() {
            @Override
            public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
                graph.task(id + "Twice", TornadoBackendTest::twice, new KernelContext(), scores, logits);
                Workgroups.launch(grid, graphName + "." + id + "Twice", rows * classes / 128, 128);
                loss.appendTo(graph, graphName, grid, id);
            }

            @Override
            public Object[] operands() {
                return new Object[] {scores, loss.operands()[1], loss.operands()[2], loss.operands()[3]};
            }

            @Override
            public Object[] results() {
                return loss.results();
            }
        };
        try (Launch launch = new Launch(Device.chosen(), "caller's graph", whole, new Clock())) {
            launch.run();
        }
        loss.check();
        float[] doubled = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            doubled[i] = 2 * y[i];
        }
        float[] expected = new float[y.length];
        double value = HypersimplexLoss.mean(KPolicy.fixed(100, 128, 128, 156), 1.5)
                .valueAndGradient(columns, Values.of(doubled), Targets.classIds(ids), Values.of(expected));
        assertThat(Reduction.MEAN.value(loss.squares(), (long) rows * classes)).isCloseTo(value, within(1e-6));
        assertThat(gradient.toHeapArray()).containsExactly(expected, within(1e-7f));
    }

    /** Can't be compiled for a device, since it throws. */
    static void hopeless(KernelContext context, FloatArray x) {
        int i = context.globalIdx;
        if (x.get(i) >= 0) {
            throw new IllegalStateException("not on a device");
        }
    }

    @Test
    void aKernelThatCantBeCompiledIsAnErrorAndNeverRunsInJavaInstead() {
        FloatArray x = new FloatArray(32);
        DeviceTask task = new DeviceTask() {
            @Override
            public void appendTo(TaskGraph graph, String graphName, GridScheduler grid, String id) {
                graph.task(id, TornadoBackendTest::hopeless, new KernelContext(), x);
                Workgroups.launch(grid, graphName + "." + id, 1, 32);
            }

            @Override
            public Object[] operands() {
                return new Object[] {x};
            }

            @Override
            public Object[] results() {
                return new Object[] {x};
            }
        };
        assertThatThrownBy(() -> {
                    try (Launch launch = new Launch(Device.chosen(), "hopeless kernel", task, new Clock())) {
                        launch.run();
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hopeless kernel")
                .hasMessageContaining(Device.chosen().description());
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "99", ""})
    void aDeviceThatIsNoneIsNamed(String number) {
        System.setProperty(Device.PROPERTY, number);
        try {
            assertThat(Device.whyNot())
                    .contains(Device.PROPERTY + " must be the number of a device, from 0 to")
                    .endsWith("was " + number);
        } finally {
            System.clearProperty(Device.PROPERTY);
        }
    }

    @Test
    void noRoomOnTheDeviceIsAnErrorThatNamesItAndLosesNothing() {
        int n = 1 << 20;
        float[] x = {7};
        System.setProperty(Device.MEMORY, "1");
        try (TornadoBackend gpu = new TornadoBackend(Device.chosen())) {
            SoftBinaryArgmax top = SoftBinaryArgmax.of(0.5, 1).on(gpu);
            float[] whole = new float[n];
            assertThatThrownBy(() -> top.project(Batch.one(n), Values.of(normal(n, 3)), Values.of(whole)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no room")
                    .hasMessageContaining(Batch.one(n).toString())
                    .hasMessageContaining(Device.chosen().description());
            assertThat(whole).containsOnly(0);
            assertThat(gpu.kept()).isZero();
            top.project(Batch.one(1), Values.of(new float[] {3}), Values.of(x));
            assertThat(x).containsExactly(0.5f);
        } finally {
            System.clearProperty(Device.MEMORY);
        }
    }

    @Test
    void theDevicesClockTimesKernelsAndCopies() {
        int n = 1 << 16;
        try (TornadoBackend gpu = new TornadoBackend(Device.chosen())) {
            assertThatThrownBy(gpu::kernelNanos).hasMessageContaining("not started");
            assertThatThrownBy(() -> gpu.copyNanos(n)).hasMessageContaining("not started");
            gpu.start();
            long before = System.nanoTime();
            SoftBinaryArgmax.of(n / 2.0, 1)
                    .on(gpu)
                    .project(Batch.one(n), Values.of(normal(n, 4)), Values.of(new float[n]));
            assertThat(gpu.kernelNanos()).isBetween(1L, System.nanoTime() - before);
            assertThat(gpu.copyNanos(n)).isPositive();
        }
    }

    @Test
    void theDevicesClockTellsTheTimeOfTheLastCallAlone() {
        int n = 1 << 16;
        long[] nanos = new long[30];
        try (TornadoBackend gpu = new TornadoBackend(Device.chosen())) {
            gpu.start();
            for (int i = 0; i < nanos.length; i++) {
                SoftBinaryArgmax.of(n / 2.0, 1)
                        .on(gpu)
                        .project(Batch.one(n), Values.of(normal(n, 4)), Values.of(new float[n]));
                nanos[i] = gpu.kernelNanos();
            }
        }
        // If times added up, each of the last five would be more than six times as long as any of the first four.
        long last = Arrays.stream(nanos, 25, 30).min().orElseThrow();
        long first = Arrays.stream(nanos, 0, 4).max().orElseThrow();
        assertThat(last).isLessThan(3 * first);
    }

    @Test
    void concurrentCallersGetTheirOwnAnswers() throws Exception {
        int n = 300;
        try (Backend gpu = Backends.gpu();
                ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<float[]>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int mass = i;
                answers.add(pool.submit(() -> {
                    float[] x = new float[n];
                    SoftBinaryArgmax.of(mass, 1)
                            .on(gpu)
                            .project(Batch.one(n), Values.of(normal(n, mass)), Values.of(x));
                    return x;
                }));
            }
            for (int i = 0; i < 16; i++) {
                assertThat(answers.get(i).get())
                        .containsExactly(SoftBinaryArgmax.of(i, 1).project(normal(n, i)), within(2 * TOLERANCE));
            }
        }
    }
}
