/** What the README says about a run of {@code train}. */
@NullMarked
package org.hypersimplex.experiments.report.train;

import org.jspecify.annotations.NullMarked;
