package org.hypersimplex.spi;

/**
 * What a backend says about itself, for programs and for people. Immutable and thread-safe.
 *
 * @param name the short name that it is asked for by, such as "vector"
 * @param description what runs, for people: a line such as "vector: Vector API, 512 bits (chosen at start), 1 thread"
 * @param vectorBits the width of its vectors in bits, 0 if it computes number by number
 * @param threads how many threads of the CPU it computes on, 0 if it isn't the CPU that computes
 * @param isGpu whether it is a GPU. TornadoVM also drives CPUs, through OpenCL; their times say nothing about a GPU's
 */
public record BackendFacts(String name, String description, int vectorBits, int threads, boolean isGpu) {}
