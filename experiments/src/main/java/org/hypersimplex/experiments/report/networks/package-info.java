/** The report on training runs of networks: questions, accuracies, and how significant the differences are. */
@NullMarked
package org.hypersimplex.experiments.report.networks;

import org.jspecify.annotations.NullMarked;
