/** The paper's network in Deeplearning4j. */
@NullMarked
package org.hypersimplex.experiments.train.dl4j;

import org.jspecify.annotations.NullMarked;
