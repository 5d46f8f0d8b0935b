/** The paper's network in Deep Java Library, with PyTorch as its engine. */
@NullMarked
package org.hypersimplex.experiments.train.djl;

import org.jspecify.annotations.NullMarked;
