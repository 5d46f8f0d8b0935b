/**
 * From tallies, which are the sums and counts of a pass, to a threshold: {@code FloatSolver} finds that of one problem,
 * {@code FloatSearch} is Newton's method in a bracket, {@code FloatSample} guesses from some of the scores. Where
 * scores lie is not known here: {@code FloatScores} is all that a search asks of them. {@code WorkerTotals} adds up the
 * tallies of workers that hold parts of one problem.
 */
@NullMarked
package org.hypersimplex.cpu.search;

import org.jspecify.annotations.NullMarked;
