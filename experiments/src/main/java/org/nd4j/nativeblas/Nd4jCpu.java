package org.nd4j.nativeblas;

/**
 * Tells Deeplearning4j that oneDNN may be used. Its layers ask a class of this name by reflection, where an older
 * release had it; the release in use moved it, and without an answer trains with convolutions that are several times
 * slower.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** The settings that are asked for. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        /**
         * The only instance.
         *
         * @return the settings
         */
        public static Environment getInstance() {
            return INSTANCE;
        }

        /**
         * Whether oneDNN, formerly called MKL-DNN, may be used.
         *
         * @return true
         */
        public boolean isUseMKLDNN() {
            return true;
        }
    }
}
