package org.hypersimplex.bench.train;

import org.nd4j.linalg.factory.Nd4j;

/**
 * The switch for oneDNN, with which Deeplearning4j trains convolutions several times faster. Besides this it needs the
 * native library with oneDNN inside and {@link org.nd4j.nativeblas.Nd4jCpu}.
 */
public final class OneDnn {
    private static final String DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

    private OneDnn() {}

    /** Allows oneDNN, unless the user has said otherwise by the property. To be called before any network is built. */
    public static void allow() {
        if (System.getProperty(DISABLED) == null) {
            System.setProperty(DISABLED, "false");
        }
    }

    /**
     * Whether networks built from now on may use it.
     *
     * @return true if they may
     */
    public static boolean isAllowed() {
        return "false".equals(System.getProperty(DISABLED))
                && Nd4j.getEnvironment().helpersAllowed();
    }
}
