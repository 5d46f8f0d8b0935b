/** Draws the reports, and the tables of the README, from the results that runs wrote. */
@NullMarked
package org.hypersimplex.bench.report;

import org.jspecify.annotations.NullMarked;
