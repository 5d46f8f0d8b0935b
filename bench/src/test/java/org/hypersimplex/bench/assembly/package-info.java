@NullMarked
package org.hypersimplex.bench.assembly;

import org.jspecify.annotations.NullMarked;
