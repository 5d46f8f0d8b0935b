package org.hypersimplex.lightgbm;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.hypersimplex.boosting.BoostingObjective;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.Values;

/**
 * Trains a LightGBM booster with the HyperSimplex loss: each round takes the scores, computes the gradient and grows a
 * tree. The booster stays the caller's, to add validation sets, evaluate, save and close. Not thread-safe.
 *
 * <pre>{@code
 * var objective = BoostingObjective.of(TrainingRows.of(labels), KPolicy.positives(), GradientScale.probability());
 * try (var rounds = HypersimplexRounds.of(booster, objective)) {
 *     for (int i = 0; i < 50 && rounds.next(); i++) {}
 *     String model = ModelScales.write(booster.text(), rounds.scoreScales());      // to be saved
 * }
 * }</pre>
 */
public final class HypersimplexRounds implements AutoCloseable {
    /** How the line of a model's text begins that names an objective of LightGBM's own. */
    private static final String OBJECTIVE = "objective=";

    private final Trainee trainee;
    private final BoostingObjective objective;
    private double loss = Double.NaN;

    private HypersimplexRounds(Trainee trainee, BoostingObjective objective) {
        this.trainee = trainee;
        this.objective = objective;
        try {
            requireNoObjective(trainee);
            objective.hessian(trainee.hessian());
        } catch (IllegalArgumentException e) {
            trainee.free();
            throw e;
        }
    }

    /**
     * LightGBM takes no gradients where it has an objective, and its default is squared error. Only its models say which
     * one it has; the parameters have it under many names.
     */
    private static void requireNoObjective(Trainee trainee) {
        String model = trainee.beginningOfModel();
        model.lines()
                .takeWhile(line -> !line.startsWith("Tree="))
                .filter(line -> line.startsWith(OBJECTIVE))
                .findFirst()
                .ifPresent(line -> {
                    throw new InputException("the booster must be made with objective=none, was made with " + line);
                });
    }

    /** A booster in training, with memory for one score, gradient and hessian per row of the training set. */
    private interface Trainee {
        Values scores();

        Values gradient();

        Values hessian();

        boolean update();

        /** The text of a model of the first tree at most. */
        String beginningOfModel();

        void free();
    }

    /**
     * Trains a booster of lightgbm4j. Its scores, gradients and hessians are copied between the heap and the library in
     * every round.
     *
     * @param booster made with {@code objective=none} and the rows of the objective
     * @param objective the objective, in the booster's order of rows
     * @return the rounds, none of which has taken place
     * @throws InputException if the booster and the objective have different numbers of rows, or the booster was made with
     *     an objective of LightGBM's, as it is where none is named
     */
    public static HypersimplexRounds of(LGBMBooster booster, BoostingObjective objective) {
        return new HypersimplexRounds(new OnHeap(booster), objective);
    }

    /**
     * Trains a native booster. Nothing is copied.
     *
     * @param booster made with {@code objective=none} and the rows of the objective
     * @param objective the objective, in the booster's order of rows
     * @return the rounds, none of which has taken place
     * @throws InputException if the booster and the objective have different numbers of rows, or the booster was made with
     *     an objective of LightGBM's, as it is where none is named
     * @throws IllegalStateException if the booster was read from text
     */
    public static HypersimplexRounds of(NativeBooster booster, BoostingObjective objective) {
        return new HypersimplexRounds(new OffHeap(booster), objective);
    }

    /**
     * One round.
     *
     * @return false if no leaf could be split, so that training may as well end
     * @throws InputException if a score is NaN
     * @throws LightGbmException if LightGBM refuses
     */
    public boolean next() {
        loss = objective.gradient(trainee.scores(), trainee.gradient());
        return trainee.update();
    }

    /**
     * The loss at the beginning of the last round.
     *
     * @return the loss of {@link BoostingObjective#gradient}, NaN before the first round
     */
    public double loss() {
        return loss;
    }

    /**
     * How to turn the model's scores into probabilities and decisions, from the present scores of the training rows.
     *
     * @return one scale per group
     * @throws InputException if a score is NaN
     * @throws LightGbmException if LightGBM refuses
     */
    public List<ScoreScale> scoreScales() {
        return objective.scoreScales(trainee.scores());
    }

    /** Frees the memory of scores, gradient and hessian; the booster stays open. */
    @Override
    public void close() {
        trainee.free();
    }

    private static final class OnHeap implements Trainee {
        private final LGBMBooster booster;
        private final float[] gradient;
        private final float[] hessian;

        OnHeap(LGBMBooster booster) {
            this.booster = booster;
            int rows = Math.toIntExact(asked(() -> booster.getNumPredict(0)));
            gradient = new float[rows];
            hessian = new float[rows];
        }

        @Override
        public Values scores() {
            return Values.of(asked(() -> booster.getPredict(0)));
        }

        @Override
        public Values gradient() {
            return Values.of(gradient);
        }

        @Override
        public Values hessian() {
            return Values.of(hessian);
        }

        @Override
        public boolean update() {
            return !asked(() -> booster.updateOneIterCustom(gradient, hessian));
        }

        @Override
        public String beginningOfModel() {
            return asked(() -> booster.saveModelToString(0, 1, LGBMBooster.FeatureImportanceType.SPLIT));
        }

        @Override
        public void free() {}

        private interface Question<T> {
            T ask() throws LGBMException;
        }

        private static <T> T asked(Question<T> question) {
            try {
                return question.ask();
            } catch (LGBMException e) {
                throw new LightGbmException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private static final class OffHeap implements Trainee {
        private final NativeBooster booster;
        private final Arena arena = Arena.ofShared();
        private final MemorySegment scores;
        private final MemorySegment gradient;
        private final MemorySegment hessian;

        OffHeap(NativeBooster booster) {
            this.booster = booster;
            long rows = booster.training().rows();
            scores = arena.allocate(rows * Double.BYTES, JAVA_DOUBLE.byteAlignment());
            gradient = arena.allocate(rows * Float.BYTES, JAVA_FLOAT.byteAlignment());
            hessian = arena.allocate(rows * Float.BYTES, JAVA_FLOAT.byteAlignment());
        }

        @Override
        public Values scores() {
            booster.scores(0, scores);
            return Values.ofDoubles(scores);
        }

        @Override
        public Values gradient() {
            return Values.ofFloats(gradient);
        }

        @Override
        public Values hessian() {
            return Values.ofFloats(hessian);
        }

        @Override
        public boolean update() {
            return booster.update(gradient, hessian);
        }

        @Override
        public String beginningOfModel() {
            return booster.text(1);
        }

        @Override
        public void free() {
            arena.close();
        }
    }
}
