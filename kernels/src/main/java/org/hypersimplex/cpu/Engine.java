package org.hypersimplex.cpu;

import org.hypersimplex.cpu.pass.DoublePasses;
import org.hypersimplex.cpu.pass.FloatPasses;

/**
 * One way to write the loops over scores, scalar or with vectors, for both precisions.
 *
 * @param name "scalar", "vector" or "gradual"
 * @param description what it is and why it was chosen, for people
 * @param vectorBits the width of its vectors, 0 if it computes number by number
 * @param floats the loops over floats
 * @param doubles the loops over doubles
 */
public record Engine(String name, String description, int vectorBits, FloatPasses floats, DoublePasses doubles) {}
