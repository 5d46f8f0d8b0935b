/** Data sets of small images: where their files come from, and how they are read. */
@NullMarked
package org.hypersimplex.experiments.data;

import org.jspecify.annotations.NullMarked;
