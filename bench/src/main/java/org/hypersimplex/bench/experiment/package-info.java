/** Experiments: plans of many training runs, carried out in processes of their own and written down one by one. */
@NullMarked
package org.hypersimplex.bench.experiment;

import org.jspecify.annotations.NullMarked;
