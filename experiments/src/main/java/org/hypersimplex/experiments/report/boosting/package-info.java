/** The report on boosted trees, drawn from the trials' records. */
@NullMarked
package org.hypersimplex.experiments.report.boosting;

import org.jspecify.annotations.NullMarked;
