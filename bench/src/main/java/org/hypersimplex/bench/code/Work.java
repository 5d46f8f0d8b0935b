package org.hypersimplex.bench.code;

import java.util.function.Consumer;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;

/** What is compiled and called. */
enum Work {
    /** Many columns, a workgroup for each. */
    BATCH("1024 columns of 8192", gpu -> project(gpu, Batch.rows(1024, 8192))),
    /** The longest columns that are held in local memory. */
    COLUMNS("10 columns of 8192", gpu -> project(gpu, Batch.rows(10, 8192))),
    /** Columns that aren't. */
    STREAMED("2 columns of 20,000", gpu -> project(gpu, Batch.rows(2, 20_000))),
    /** A row-major matrix. */
    ROW_MAJOR("1024 rows of 64 classes", gpu -> project(gpu, Batch.columns(1024, 64))),
    /** A large one. */
    LARGE_MATRIX("4096 rows of 512 classes", gpu -> project(gpu, Batch.columns(4096, 512))),
    /** One vector that the whole grid works on. */
    VECTOR("one vector of 2^18", gpu -> project(gpu, Batch.one(1 << 18))),
    /** A Jacobian product. */
    PRODUCT("product of 10 columns of 8192", Work::multiply),
    /** The loss of a row-major matrix with its gradient. */
    LOSS("loss of 8192 rows of 10 classes", gpu -> loss(gpu, Batch.columns(8192, 10))),
    /** The same of a large one. */
    LARGE_LOSS("loss of 4096 rows of 512 classes", gpu -> loss(gpu, Batch.columns(4096, 512)));

    private static final double TAU = 1.5;

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Consumer<Backend> call;

    Work(String title, Consumer<Backend> call) {
        this.title = title;
        this.call = call;
    }

    /** What it is, for people. */
    String title() {
        return title;
    }

    /**
     * How often the call is made: so often that HotSpot has compiled what it costs the host after half of them, as in a
     * service. The search of a long vector is launched again and again in a single call.
     */
    int repetitions() {
        return this == VECTOR ? 20 : 1000;
    }

    /** Calls the backend once. */
    void call(Backend gpu) {
        call.accept(gpu);
    }

    private static Values zeros(Batch batch) {
        return Values.of(new float[Math.toIntExact(batch.extent())]);
    }

    private static void project(Backend gpu, Batch batch) {
        SoftBinaryArgmax.of(batch.longest() / 2.0, TAU).on(gpu).project(batch, zeros(batch), zeros(batch));
    }

    private static void multiply(Backend gpu) {
        Batch batch = Batch.rows(10, 8192);
        SoftBinaryArgmax.of(4096, TAU)
                .on(gpu)
                .vjp(batch, zeros(batch), new double[batch.count()], zeros(batch), zeros(batch));
    }

    private static void loss(Backend gpu, Batch batch) {
        HypersimplexLoss.mean(KPolicy.positives(), TAU)
                .on(gpu)
                .valueAndGradient(
                        batch, zeros(batch), Targets.classIds(new int[Math.toIntExact(batch.longest())]), zeros(batch));
    }
}
