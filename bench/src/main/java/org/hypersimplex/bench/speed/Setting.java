package org.hypersimplex.bench.speed;

import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.hypersimplex.Backends;
import org.hypersimplex.HypersimplexLoss;
import org.hypersimplex.SoftBinaryArgmax;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Problems for the kernels: scores in some layout, and everything else that a call needs. */
@State(Scope.Benchmark)
public class Setting {
    /** Entries of each problem. */
    @Param("8192")
    public int n;

    /** Number of problems. */
    @Param("1")
    public int columns;

    /** "contiguous" problems, or the columns of a "row-major" matrix. */
    @Param("contiguous")
    public String layout = "";

    /** The mass: "n/2", "n/10" or a number. */
    @Param("n/2")
    public String k = "";

    /** The temperature. */
    @Param("1.5")
    public double tau;

    /** The distribution of the scores. */
    @Param("NORMAL")
    public ScoreKind scores = ScoreKind.NORMAL;

    /** How much the loss is anchored, 0 for the paper's. */
    @Param("0")
    public double anchor;

    /** "float" or "double". */
    @Param("float")
    public String precision = "";

    /** "vector" or "scalar". */
    @Param("vector")
    public String engine = "";

    /** Threads that the backend may use. */
    @Param("1")
    public int threads;

    @Nullable
    Backend backend;

    Batch batch = Batch.one(1);
    Values y = Values.of(new float[0]);
    Values x = y;
    Values upstream = y;
    double[] thresholds = new double[0];
    SoftBinaryArgmax top = SoftBinaryArgmax.of(1, 1);
    HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.positives(), 1);
    Targets targets = Targets.classIds(new int[0]);

    /** Draws the scores; they are the same for every engine. */
    @Setup(Level.Trial)
    public void draw() {
        Backend on = Backends.named(engine, Parallelism.threads(threads));
        backend = on;
        batch = layout.equals("contiguous") ? Batch.columnsOfColumnMajor(n, columns) : Batch.columns(n, columns);
        float[] drawn = scores.floats(n * columns);
        y = values(drawn);
        x = values(new float[drawn.length]);
        upstream = values(ScoreKind.NORMAL.floats(drawn.length));
        thresholds = new double[columns];
        top = SoftBinaryArgmax.of(mass(k, n), tau).on(on);
        loss = HypersimplexLoss.mean(KPolicy.fixed(mass(k, n)), tau)
                .anchored(anchor)
                .on(on);
        SplittableRandom random = new SplittableRandom(2);
        targets = Targets.classIds(random.ints(n, 0, columns).toArray());
        top.project(batch, y, x, thresholds);
    }

    /** Ends the backend's threads. */
    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(backend).close();
    }

    private Values values(float[] floats) {
        return precision.equals("float") ? Values.of(floats) : Values.of(ProjectionError.doubles(floats));
    }

    static double mass(String k, int n) {
        return switch (k.toLowerCase(Locale.ROOT)) {
            case "n/2" -> Math.floorDiv(n, 2);
            case "n/10" -> Math.floorDiv(n, 10);
            default -> Double.parseDouble(k);
        };
    }
}
