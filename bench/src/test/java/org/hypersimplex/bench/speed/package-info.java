@NullMarked
package org.hypersimplex.bench.speed;

import org.jspecify.annotations.NullMarked;
