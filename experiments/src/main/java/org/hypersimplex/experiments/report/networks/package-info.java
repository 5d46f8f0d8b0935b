/** The report on training runs: what was asked, what came out, and how sure it is. */
@NullMarked
package org.hypersimplex.experiments.report.networks;

import org.jspecify.annotations.NullMarked;
