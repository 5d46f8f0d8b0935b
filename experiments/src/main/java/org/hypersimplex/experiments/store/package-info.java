/** How the results of runs are kept on disk. */
@NullMarked
package org.hypersimplex.experiments.store;

import org.jspecify.annotations.NullMarked;
