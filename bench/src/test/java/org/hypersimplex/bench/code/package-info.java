@NullMarked
package org.hypersimplex.bench.code;

import org.jspecify.annotations.NullMarked;
