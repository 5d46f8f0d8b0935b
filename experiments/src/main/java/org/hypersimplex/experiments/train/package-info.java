/** The paper's image experiment: its network, trained with several losses on the same batches, and what came out. */
@NullMarked
package org.hypersimplex.experiments.train;

import org.jspecify.annotations.NullMarked;
