package org.hypersimplex.bench.speed;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.hypersimplex.boosting.BoostingObjective;
import org.hypersimplex.boosting.GradientScale;
import org.hypersimplex.boosting.TrainingRows;
import org.hypersimplex.lightgbm.Features;
import org.hypersimplex.lightgbm.NativeBooster;
import org.hypersimplex.lightgbm.NativeDataset;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Values;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The parts of a round of boosting with LightGBM, on one thread, with everything off the heap. */
@State(Scope.Benchmark)
public class Boosting {
    private static final int COLUMNS = 10;
    private static final int ROUNDS_BEFORE = 5;
    private static final String PARAMETERS =
            "objective=none learning_rate=0.1 num_leaves=31 num_threads=1 verbosity=-1 " + "force_col_wise=true seed=1";

    /** Rows. */
    @Param("1000000")
    public int n;

    private final Arena arena = Arena.ofShared();
    private TrainingRows rows = TrainingRows.of(new float[] {0, 1});
    private BoostingObjective objective = objective(rows);
    private BoostingObjective cold = objective;
    private @Nullable NativeDataset dataset;
    private @Nullable NativeBooster booster;
    private MemorySegment[] scores = {};
    private MemorySegment ties = MemorySegment.NULL;
    private MemorySegment gradient = MemorySegment.NULL;
    private MemorySegment hessian = MemorySegment.NULL;
    private int call;

    private static BoostingObjective objective(TrainingRows rows) {
        return BoostingObjective.of(rows, KPolicy.positives(), GradientScale.probability());
    }

    /** Draws rows and boosts a few rounds, so that the scores measured on are those of a model. */
    @Setup
    public void train() {
        float[] labels = new float[n];
        try (Arena draft = Arena.ofConfined()) {
            MemorySegment features = draft.allocate((long) n * COLUMNS * Float.BYTES, Float.BYTES);
            draw(features, labels);
            MemorySegment given =
                    draft.allocate((long) n * Float.BYTES, Float.BYTES).copyFrom(MemorySegment.ofArray(labels));
            dataset = NativeDataset.of(new Features.Dense(features, n, COLUMNS), PARAMETERS, null)
                    .withLabels(given);
        }
        NativeBooster booster = NativeBooster.of(dataset, PARAMETERS);
        this.booster = booster;
        rows = TrainingRows.of(labels);
        objective = objective(rows);
        gradient = arena.allocate((long) n * Float.BYTES, Float.BYTES);
        hessian = arena.allocate((long) n * Float.BYTES, Float.BYTES);
        objective.hessian(Values.ofFloats(hessian));
        ties = arena.allocate((long) n * Double.BYTES, Double.BYTES);
        scores = new MemorySegment[] {
            arena.allocate((long) n * Double.BYTES, Double.BYTES), arena.allocate((long) n * Double.BYTES, Double.BYTES)
        };
        for (int round = 0; round < ROUNDS_BEFORE; round++) {
            MemorySegment now = scores[round % scores.length];
            booster.scores(0, now);
            objective.gradient(Values.ofDoubles(now), Values.ofFloats(gradient));
            booster.update(gradient, hessian);
        }
    }

    /** Draws features, and labels that are 1 where the sum of the first three features is large. */
    private void draw(MemorySegment features, float[] labels) {
        CheapRandom random = new CheapRandom();
        for (int row = 0; row < n; row++) {
            double sum = 0;
            for (int column = 0; column < COLUMNS; column++) {
                float value = random.next();
                features.setAtIndex(ValueLayout.JAVA_FLOAT, (long) row * COLUMNS + column, value);
                sum += column < 3 ? value : 0;
            }
            labels[row] = sum > 0.5 ? 1 : 0;
        }
    }

    /** Makes an objective that, as in the first round, has no thresholds of a round before to start from. */
    @Setup(Level.Invocation)
    public void forget() {
        cold = objective(rows);
    }

    /** How many labels are 1: the mass of the projection. */
    double positives() {
        return objective.k()[0];
    }

    private NativeBooster trained() {
        return Objects.requireNonNull(booster);
    }

    /** Frees the memory. */
    @TearDown
    public void free() {
        trained().close();
        Objects.requireNonNull(dataset).close();
        arena.close();
    }

    /** Copies the scores out of the library. */
    @Benchmark
    public void scores() {
        trained().scores(0, scores[0]);
    }

    /** Projection, loss and gradient, started from the thresholds of the round before. */
    @Benchmark
    public double gradient() {
        call ^= 1;
        return objective.gradient(Values.ofDoubles(scores[call]), Values.ofFloats(gradient));
    }

    /** The same in the first round, when all scores are 0. */
    @Benchmark
    public double gradientOfTies() {
        return cold.gradient(Values.ofDoubles(ties), Values.ofFloats(gradient));
    }

    /** Grows a tree on the gradient. */
    @Benchmark
    public boolean tree() {
        return trained().update(gradient, hessian);
    }
}
