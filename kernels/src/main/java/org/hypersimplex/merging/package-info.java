/**
 * Thresholds of scores that lie in many parts, on many machines: what the parts count is added up, and one place decides.
 * Nothing here knows how parts are reached; Spark is one way, a loop over files another.
 *
 * <p>{@link org.hypersimplex.merging.ThresholdSearch} is for problems of any size: it sends a {@link
 * org.hypersimplex.merging.Bracket} to all parts, and each counts its scores in a {@link
 * org.hypersimplex.merging.ScoreTally}. {@link org.hypersimplex.merging.BestScores} is for many problems of moderate size:
 * one reading keeps the scores that matter.
 *
 * @serial exclude
 */
@NullMarked
package org.hypersimplex.merging;

import org.jspecify.annotations.NullMarked;
