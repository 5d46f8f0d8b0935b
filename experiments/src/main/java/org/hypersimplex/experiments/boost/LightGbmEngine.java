package org.hypersimplex.experiments.boost;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hypersimplex.boosting.BoostingObjective;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.experiments.table.LabelledRows;
import org.hypersimplex.lightgbm.Features;
import org.hypersimplex.lightgbm.HypersimplexRounds;
import org.hypersimplex.lightgbm.ModelScales;
import org.hypersimplex.lightgbm.NativeBooster;
import org.hypersimplex.lightgbm.NativeDataset;
import org.jspecify.annotations.Nullable;

/** LightGBM, with everything off the heap. */
public final class LightGbmEngine implements BoostingEngine {
    @Override
    public String name() {
        return "lightgbm";
    }

    @Override
    public Training start(LabelledRows train, LabelledRows validation, BoostSettings settings) {
        return new Trees(train, validation, settings);
    }

    private static String parameters(BoostSettings settings) {
        String objective =
                switch (settings.loss()) {
                    case HYPERSIMPLEX -> "none";
                    case BINARY -> "binary";
                    case L2 -> "regression";
                };
        return String.join(
                " ",
                "verbosity=-1 deterministic=true force_col_wise=true feature_pre_filter=false",
                "objective=" + objective,
                "learning_rate=" + settings.rate(),
                "num_leaves=" + settings.leaves(),
                "min_data_in_leaf=" + settings.minLeafRows(),
                "min_sum_hessian_in_leaf=" + settings.minLeafHessian(),
                "feature_fraction=" + settings.features(),
                "max_bin=" + settings.bins(),
                "num_threads=" + settings.threads(),
                "seed=" + settings.seed());
    }

    private static final class Trees implements Training {
        private final NativeDataset train;
        private final NativeDataset validation;
        private final NativeBooster booster;
        private final @Nullable HypersimplexRounds rounds;
        private final int validationSet;

        Trees(LabelledRows train, LabelledRows validation, BoostSettings settings) {
            String parameters = parameters(settings);
            this.train = dataset(train, parameters, null);
            this.validation = dataset(validation, parameters, this.train);
            booster = NativeBooster.of(this.train, parameters);
            validationSet = booster.addValidation(this.validation);
            rounds = settings.loss() == BoostingLoss.HYPERSIMPLEX
                    ? HypersimplexRounds.of(
                            booster, BoostingObjective.of(train.training(), settings.k(), settings.scale()))
                    : null;
        }

        /** The features' copy off the heap lives only until LightGBM has put them into bins. */
        private static NativeDataset dataset(LabelledRows rows, String parameters, @Nullable NativeDataset reference) {
            try (Arena arena = Arena.ofShared()) {
                NativeDataset dataset = NativeDataset.of(features(rows, arena), parameters, reference)
                        .withLabels(copy(arena, MemorySegment.ofArray(rows.labels())));
                float[] weights = rows.weights();
                return weights == null ? dataset : dataset.withWeights(copy(arena, MemorySegment.ofArray(weights)));
            }
        }

        private static Features features(LabelledRows rows, Arena arena) {
            MemorySegment values = copy(arena, MemorySegment.ofArray(rows.values()));
            long[] starts = rows.rowStarts();
            int[] columns = rows.columnIds();
            if (starts == null || columns == null) {
                return new Features.Dense(values, rows.rows(), rows.columns());
            }
            return new Features.Sparse(
                    copy(arena, MemorySegment.ofArray(starts)),
                    copy(arena, MemorySegment.ofArray(columns)),
                    values,
                    rows.rows(),
                    rows.columns());
        }

        private static MemorySegment copy(Arena arena, MemorySegment from) {
            return arena.allocate(from.byteSize(), Long.BYTES).copyFrom(from);
        }

        @Override
        public boolean next() {
            return rounds == null ? booster.update() : rounds.next();
        }

        @Override
        public double[] trainingScores() {
            return scores(0, train.rows());
        }

        @Override
        public double[] validationScores() {
            return scores(validationSet, validation.rows());
        }

        private double[] scores(int set, int rows) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment scores = arena.allocate((long) rows * Double.BYTES, Double.BYTES);
                booster.scores(set, scores);
                return scores.toArray(ValueLayout.JAVA_DOUBLE);
            }
        }

        @Override
        public byte[] model(List<ScoreScale> scales) {
            String text = booster.text();
            return (scales.isEmpty() ? text : ModelScales.write(text, scales)).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            if (rounds != null) {
                rounds.close();
            }
            booster.close();
            validation.close();
            train.close();
        }
    }
}
