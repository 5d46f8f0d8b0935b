/**
 * Passes: loops that read or write contiguous scores once. {@code FloatPasses} names them; {@code ScalarFloatPasses}
 * and {@code VectorFloatPasses} are two ways to write them, the engines. {@code FloatClip} is the map from a score to
 * its projection, {@code FloatBand} tells which scores a bracket of thresholds leaves open, {@code Tally} holds what a
 * pass adds up. {@code WarmingFloatPasses} has the JVM compile the vectors before they are used. {@code FloatLanes} and {@code DoubleLanes} hold what differs between the types, and are both written by
 * hand. Depends on no other package of the CPU's backend.
 */
@NullMarked
package org.hypersimplex.cpu.pass;

import org.jspecify.annotations.NullMarked;
