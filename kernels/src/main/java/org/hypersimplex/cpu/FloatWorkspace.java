package org.hypersimplex.cpu;

/** What one thread needs while it works: windows on the operands, and a solver. Reused from call to call. */
final class FloatWorkspace {
    final FloatWindow scores = new FloatWindow();
    final FloatWindow second = new FloatWindow();
    final FloatWindow weights = new FloatWindow();
    final FloatWindow out = new FloatWindow();
    final Tally tally = new Tally();
    final FloatSolver solver = new FloatSolver();
    final FloatProblem problem = new FloatProblem(this);
}
