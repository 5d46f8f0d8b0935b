package org.hypersimplex.cpu;

/**
 * The loops of one way to compute, for both precisions.
 *
 * @param name "scalar" or "vector"
 * @param description what it is and why it was chosen, for people
 * @param floats the loops over floats
 * @param doubles the loops over doubles
 */
public record Engine(String name, String description, FloatPasses floats, DoublePasses doubles) {}
