package org.hypersimplex.experiments.statistics;

import java.util.Locale;

/** How p-values are printed. */
public final class PValue {
    private PValue() {}

    /**
     * A p-value for people.
     *
     * @param p in [0, 1]
     * @return four places, or that it is below the last of them
     */
    public static String text(double p) {
        return p < 0.0001 ? "< .0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
