@NullMarked
package org.hypersimplex.experiments.plan;

import org.jspecify.annotations.NullMarked;
