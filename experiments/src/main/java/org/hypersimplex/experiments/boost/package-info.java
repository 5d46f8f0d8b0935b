/**
 * Gradient boosting on tables: the libraries that grow trees, single runs, and the experiment over splits and settings.
 */
@NullMarked
package org.hypersimplex.experiments.boost;

import org.jspecify.annotations.NullMarked;
