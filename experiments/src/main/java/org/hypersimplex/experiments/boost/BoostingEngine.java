package org.hypersimplex.experiments.boost;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.hypersimplex.boosting.ScoreScale;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.experiments.table.LabelledRows;

/** A library that grows trees; found by its name with {@link ServiceLoader}. */
public interface BoostingEngine {
    /**
     * What users call it.
     *
     * @return a lower-case word
     */
    String name();

    /**
     * Prepares training.
     *
     * @param train what to train on
     * @param validation rows whose scores are wanted after every round; with the columns of those trained on
     * @param settings how
     * @return the training, before its first round
     */
    Training start(LabelledRows train, LabelledRows validation, BoostSettings settings);

    /** A model in training. */
    interface Training extends AutoCloseable {
        /**
         * Grows a tree.
         *
         * @return false if no leaf can be split any more
         */
        boolean next();

        /**
         * The model's scores of the rows trained on: the larger, the likelier positive.
         *
         * @return a new array
         */
        double[] trainingScores();

        /**
         * The model's scores of the validation rows, of the same kind.
         *
         * @return a new array
         */
        double[] validationScores();

        /**
         * The model in the library's own format.
         *
         * @param scales to be kept with it, one per group trained on; none if it shall have none
         * @return the content of a file
         */
        byte[] model(List<ScoreScale> scales);

        @Override
        void close();
    }

    /**
     * Finds an engine.
     *
     * @param name what it is called
     * @return the engine
     * @throws UserException if there is none of that name
     */
    static BoostingEngine named(String name) {
        return all().stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> UserException.in(
                        "--engine",
                        "must be "
                                + String.join(
                                        " or ",
                                        all().stream().map(BoostingEngine::name).toList())
                                + ", was '" + name + "'"));
    }

    /**
     * All engines of this copy of the program.
     *
     * @return in the order of their names
     */
    static List<BoostingEngine> all() {
        return ServiceLoader.load(BoostingEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(BoostingEngine::name))
                .toList();
    }
}
