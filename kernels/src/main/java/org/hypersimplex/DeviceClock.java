package org.hypersimplex;

/** What a {@link Backend} may offer besides: its device's own clock, to tell kernels from launching and transfers. */
public interface DeviceClock {
    /**
     * Whether the device is a GPU. TornadoVM also drives CPUs, through OpenCL; their times say nothing about a GPU's.
     *
     * @return false for a CPU
     */
    boolean isGpu();

    /** Has kernels timed from here on, which costs each call a little. Kernels kept so far are compiled again. */
    void start();

    /**
     * How long the kernels of the last call ran.
     *
     * @return nanoseconds by the device's clock, without transfers
     * @throws IllegalStateException if the clock was not started
     */
    long kernelNanos();

    /**
     * Copies numbers within the device's memory: the least that a projection of as many could take.
     *
     * @param numbers how many floats, at least 1
     * @return nanoseconds by the device's clock, the median of several copies
     * @throws IllegalStateException if the clock was not started, or the device has no room
     */
    long copyNanos(int numbers);
}
