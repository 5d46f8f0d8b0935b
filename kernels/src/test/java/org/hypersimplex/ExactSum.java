package org.hypersimplex;

import java.math.BigDecimal;
import java.util.Arrays;

/** A sum of doubles without any rounding, kept as doubles that don't overlap (Shewchuk 1997, grow-expansion). */
final class ExactSum {
    private double[] parts = new double[8];
    private int count;

    void add(double number) {
        double carry = number;
        int kept = 0;
        for (int j = 0; j < count; j++) {
            double larger = Math.abs(carry) < Math.abs(parts[j]) ? parts[j] : carry;
            double smaller = Math.abs(carry) < Math.abs(parts[j]) ? carry : parts[j];
            carry = larger + smaller;
            double lost = smaller - (carry - larger);
            if (lost != 0) {
                parts[kept++] = lost;
            }
        }
        if (kept == parts.length) {
            parts = Arrays.copyOf(parts, 2 * kept);
        }
        parts[kept] = carry;
        count = kept + 1;
    }

    BigDecimal value() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j < count; j++) {
            sum = sum.add(new BigDecimal(parts[j]));
        }
        return sum;
    }

    static double of(double... numbers) {
        ExactSum sum = new ExactSum();
        for (double number : numbers) {
            sum.add(number);
        }
        return sum.value().doubleValue();
    }
}
