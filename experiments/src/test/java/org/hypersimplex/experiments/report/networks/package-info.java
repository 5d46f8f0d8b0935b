@NullMarked
package org.hypersimplex.experiments.report.networks;

import org.jspecify.annotations.NullMarked;
