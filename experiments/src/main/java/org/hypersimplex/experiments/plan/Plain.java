package org.hypersimplex.experiments.plan;

import java.math.BigDecimal;

/** Numbers as people write them. */
public final class Plain {
    private Plain() {}

    /**
     * A number without an exponent, and without a point where it is whole.
     *
     * @param number finite
     * @return such as "2" or "0.0002"
     */
    public static String text(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
