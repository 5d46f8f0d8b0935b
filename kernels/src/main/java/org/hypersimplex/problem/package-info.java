/**
 * The input of projections and losses: {@link org.hypersimplex.problem.Values} are numbers in memory, {@link
 * org.hypersimplex.problem.Batch} says which of them belong to which problem, {@link org.hypersimplex.problem.Targets}
 * are what projections are compared with, and {@link org.hypersimplex.problem.Mass} and {@link
 * org.hypersimplex.problem.KPolicy} say what each projection sums to. Bad input is an {@link
 * org.hypersimplex.problem.InputException}. Nothing is computed here; operators and backends both use these types.
 */
@NullMarked
package org.hypersimplex.problem;

import org.jspecify.annotations.NullMarked;
