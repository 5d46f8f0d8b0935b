package org.hypersimplex.bench.speed;

import java.util.function.Predicate;
import org.hypersimplex.cli.report.Measured;

/** Finds results of the kernels at their default parameters, except for those that are named. */
public final class PlainKernel {
    private PlainKernel() {}

    /**
     * The condition on a result.
     *
     * @param method project, vjp, loss or projectWarm
     * @param params names and values in turn; what isn't named must be at its default
     * @return the condition
     */
    public static Predicate<Measured> of(String method, String... params) {
        return m -> m.work().equals("Kernels." + method)
                && m.bits() == 0
                && matches(m, "n", "8192", params)
                && matches(m, "columns", "1", params)
                && matches(m, "layout", "contiguous", params)
                && matches(m, "k", "n/2", params)
                && matches(m, "tau", "1.5", params)
                && matches(m, "scores", "NORMAL", params)
                && matches(m, "anchor", "0", params)
                && matches(m, "precision", "float", params)
                && matches(m, "engine", "vector", params)
                && matches(m, "threads", "1", params);
    }

    private static boolean matches(Measured m, String name, String standard, String... params) {
        String wanted = standard;
        for (int i = 0; i < params.length; i += 2) {
            wanted = params[i].equals(name) ? params[i + 1] : wanted;
        }
        // Results from before a parameter existed were measured at what is its default.
        String value = m.param(name);
        return wanted.equals(value.isEmpty() ? standard : value);
    }
}
