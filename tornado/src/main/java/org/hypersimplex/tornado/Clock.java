package org.hypersimplex.tornado;

/** Adds up how long a call's kernels ran by the device's clock, once somebody wants to know. */
final class Clock {
    private boolean isOn;
    private long nanos;

    void start() {
        isOn = true;
    }

    boolean isOn() {
        return isOn;
    }

    void reset() {
        nanos = 0;
    }

    void add(long kernelNanos) {
        nanos += kernelNanos;
    }

    long nanos() {
        if (!isOn) {
            throw new IllegalStateException("the device's clock was not started");
        }
        return nanos;
    }
}
