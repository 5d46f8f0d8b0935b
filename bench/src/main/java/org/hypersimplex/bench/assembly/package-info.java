/** What the JVM's compiler makes of the passes of the vector engine: instructions of their loops, by kind. */
@NullMarked
package org.hypersimplex.bench.assembly;

import org.jspecify.annotations.NullMarked;
