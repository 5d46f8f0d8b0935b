/** Charts, all of one style. */
@NullMarked
package org.hypersimplex.bench.chart;

import org.jspecify.annotations.NullMarked;
