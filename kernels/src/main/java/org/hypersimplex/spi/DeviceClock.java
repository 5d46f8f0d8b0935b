package org.hypersimplex.spi;

/**
 * The clock of a {@link Backend}'s device, which times kernels without launching and transfers. Thread-safe, but there
 * is one clock for all threads: the last call may be another thread's.
 */
public interface DeviceClock {
    /** Times kernels from now on, which slows each call down a little. Kernels compiled so far are compiled again. */
    void start();

    /**
     * How long the kernels of the last call ran.
     *
     * @return nanoseconds by the device's clock, without transfers
     * @throws IllegalStateException if the clock was not started
     */
    long kernelNanos();

    /**
     * Times a copy within the device's memory: a lower bound for projecting as many floats.
     *
     * @param numbers how many floats, at least 1
     * @return nanoseconds by the device's clock, the median of several copies
     * @throws IllegalStateException if the clock was not started, or the device has no room
     */
    long copyNanos(int numbers);
}
