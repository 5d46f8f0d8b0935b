/** Experiments: plans of many training runs, carried out in processes of their own and written down one by one. */
@NullMarked
package org.hypersimplex.experiments.plan;

import org.jspecify.annotations.NullMarked;
