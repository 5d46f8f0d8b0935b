package org.hypersimplex.cli.matrix;

import java.util.Arrays;
import org.hypersimplex.Precision;
import org.hypersimplex.Values;
import org.hypersimplex.cli.failure.UserException;

/** A growing array of floats or doubles. */
final class NumberBuffer {
    /** The longest array that every JVM grants. */
    static final int MOST = Integer.MAX_VALUE - 8;

    private final Precision precision;
    private float[] floats = {};
    private double[] doubles = {};
    private int size;

    NumberBuffer(Precision precision) {
        this.precision = precision;
    }

    int size() {
        return size;
    }

    /** Appends a number, rounded to the precision. */
    void add(double number) {
        if (precision == Precision.FLOAT) {
            if (size == floats.length) {
                floats = Arrays.copyOf(floats, grown());
            }
            floats[size++] = (float) number;
        } else {
            if (size == doubles.length) {
                doubles = Arrays.copyOf(doubles, grown());
            }
            doubles[size++] = number;
        }
    }

    /** The numbers so far, in an array of exactly their count. */
    Values toValues() {
        return precision == Precision.FLOAT
                ? Values.of(size == floats.length ? floats : Arrays.copyOf(floats, size))
                : Values.of(size == doubles.length ? doubles : Arrays.copyOf(doubles, size));
    }

    private int grown() {
        if (size == MOST) {
            throw new UserException("a matrix of more than " + MOST + " numbers is not supported");
        }
        return (int) Math.min(MOST, Math.max(1024, size * 3L / 2));
    }
}
