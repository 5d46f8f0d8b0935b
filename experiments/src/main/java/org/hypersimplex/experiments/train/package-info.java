/** The paper's network on images, trained with several losses on the same minibatches, and the results. */
@NullMarked
package org.hypersimplex.experiments.train;

import org.jspecify.annotations.NullMarked;
