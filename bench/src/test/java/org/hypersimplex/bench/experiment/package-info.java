@NullMarked
package org.hypersimplex.bench.experiment;

import org.jspecify.annotations.NullMarked;
