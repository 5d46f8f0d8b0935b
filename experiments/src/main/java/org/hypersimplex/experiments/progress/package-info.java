/** How commands that take long show how far they are. */
@NullMarked
package org.hypersimplex.experiments.progress;

import org.jspecify.annotations.NullMarked;
