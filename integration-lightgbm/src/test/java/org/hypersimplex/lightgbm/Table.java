package org.hypersimplex.lightgbm;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.hypersimplex.boosting.TrainingRows;
import org.hypersimplex.problem.Values;

/** Rows whose labels depend on their features, drawn with a seed; half of the features are 0. */
final class Table {
    static final int COLUMNS = 4;
    static final String QUIET = "verbosity=-1 num_threads=1 deterministic=true min_data_in_leaf=5 num_leaves=7";

    final int rows;
    final float[] features;
    final float[] labels;
    final float[] weights;

    Table(int rows, long seed) {
        this.rows = rows;
        features = new float[rows * COLUMNS];
        labels = new float[rows];
        weights = new float[rows];
        Random random = new Random(seed);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                features[i * COLUMNS + j] = random.nextBoolean() ? 0 : (float) random.nextGaussian();
            }
            double signal = features[i * COLUMNS] - features[i * COLUMNS + 1] + 0.5 * random.nextGaussian();
            labels[i] = signal > 0.3 ? 1 : 0;
            weights[i] = random.nextInt(5) == 0 ? 0 : 0.5f + random.nextFloat();
        }
    }

    TrainingRows equalRows() {
        return TrainingRows.of(labels);
    }

    TrainingRows weightedRows() {
        return TrainingRows.of(Values.of(labels), Values.of(weights));
    }

    Features.Dense dense(Arena arena) {
        return new Features.Dense(floats(arena, features), rows, COLUMNS);
    }

    Features.Sparse sparse(Arena arena) {
        long[] starts = new long[rows + 1];
        int[] columns = new int[features.length];
        float[] values = new float[features.length];
        int entries = 0;
        for (int i = 0; i < features.length; i++) {
            if (features[i] != 0) {
                columns[entries] = i % COLUMNS;
                values[entries++] = features[i];
            }
            starts[i / COLUMNS + 1] = entries;
        }
        return new Features.Sparse(
                copy(arena, MemorySegment.ofArray(starts)),
                copy(arena, MemorySegment.ofArray(Arrays.copyOf(columns, entries))),
                floats(arena, Arrays.copyOf(values, entries)),
                rows,
                COLUMNS);
    }

    static MemorySegment floats(Arena arena, float... numbers) {
        return copy(arena, MemorySegment.ofArray(numbers));
    }

    static MemorySegment copy(Arena arena, MemorySegment from) {
        return arena.allocate(from.byteSize(), Long.BYTES).copyFrom(from);
    }

    static MemorySegment doubles(Arena arena, int count) {
        return arena.allocate((long) count * Double.BYTES, Double.BYTES);
    }

    static double[] trainingScores(NativeBooster booster) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment scores = doubles(arena, booster.training().rows());
            booster.scores(0, scores);
            return scores.toArray(JAVA_DOUBLE);
        }
    }

    static double[] predictions(NativeBooster booster, Features features) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment scores = doubles(arena, features.rows());
            booster.predict(features, scores);
            return scores.toArray(JAVA_DOUBLE);
        }
    }
}
