package org.hypersimplex.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;

/** How a stage that knows more than its parameters is saved and read: the parameters as Spark does, the rest beside. */
final class StageFiles {
    private StageFiles() {}

    /** Saves both. */
    static final class Writer extends MLWriter {
        private final MLWriter parameters;
        private final Consumer<String> rest;

        /**
         * The writer.
         *
         * @param parameters Spark's writer of parameters
         * @param rest writes everything else, given the folder
         */
        Writer(MLWriter parameters, Consumer<String> rest) {
            this.parameters = parameters;
            this.rest = rest;
        }

        @Override
        public void saveImpl(String path) {
            try {
                parameters.session(sparkSession()).save(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            rest.accept(path);
        }
    }

    /**
     * Reads both.
     *
     * @param <T> the stage, which has a public constructor from its uid
     */
    static final class Reader<T> extends MLReader<T> {
        private final BiConsumer<T, String> rest;

        /**
         * The reader.
         *
         * @param rest gives a stage what lies in the folder
         */
        Reader(BiConsumer<T, String> rest) {
            this.rest = rest;
        }

        @Override
        public T load(String path) {
            T stage = new DefaultParamsReadable<T>() {}.read()
                    .session(sparkSession())
                    .load(path);
            rest.accept(stage, path);
            return stage;
        }
    }
}
