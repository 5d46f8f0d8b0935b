@NullMarked
package org.hypersimplex.bench.report.experiments;

import org.jspecify.annotations.NullMarked;
