package org.hypersimplex.cpu.operation;

import org.hypersimplex.cpu.memory.FloatWindow;
import org.hypersimplex.cpu.pass.FloatPiece;
import org.hypersimplex.cpu.pass.FloatTallies;
import org.hypersimplex.cpu.pass.Tally;
import org.hypersimplex.cpu.search.FloatSolver;

/** What one thread needs while it works: windows on the operands, and a solver. Reused from call to call. */
final class FloatWorkspace {
    final FloatWindow scores = new FloatWindow();
    final FloatWindow second = new FloatWindow();
    final FloatWindow weights = new FloatWindow();
    final FloatWindow out = new FloatWindow();
    final Tally tally = new Tally();
    final FloatSolver solver = new FloatSolver();
    final FloatProblem problem = new FloatProblem(this);
    /** Rows of a matrix whose columns are problems, what is added up over them, and the search for all columns. */
    final FloatPiece piece = new FloatPiece();

    final FloatTallies tallies = new FloatTallies();
    final FloatLockstep lockstep = new FloatLockstep();
    final FloatBundleSolver bundles = new FloatBundleSolver();

    /** Lets go of the caller's memory. */
    void clear() {
        scores.clear();
        second.clear();
        weights.clear();
        out.clear();
        piece.clear();
    }
}
