/** Gradient boosting from files: rows with labels, the engines, curves, results and the experiments. */
@NullMarked
package org.hypersimplex.experiments.boost;

import org.jspecify.annotations.NullMarked;
