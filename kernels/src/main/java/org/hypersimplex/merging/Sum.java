package org.hypersimplex.merging;

import java.io.Serializable;

/** A sum in two doubles, so that the order of its terms is seen in the last bits at most. */
final class Sum implements Serializable {
    private static final long serialVersionUID = 1;

    private double high;
    private double low;

    void add(double term) {
        double sum = high + term;
        low += Doubles.lost(high, term, sum);
        high = sum;
    }

    void add(Sum other) {
        add(other.high);
        low += other.low;
    }

    void addProduct(double a, double b) {
        double product = a * b;
        add(product);
        low += Math.fma(a, b, -product);
    }

    void set(Sum other) {
        high = other.high;
        low = other.low;
    }

    void clear() {
        high = 0;
        low = 0;
    }

    double value() {
        return high + low;
    }
}
