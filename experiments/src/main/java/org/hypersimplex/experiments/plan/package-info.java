/** Plans of many training runs of networks, each carried out in a process of its own and recorded when it ends. */
@NullMarked
package org.hypersimplex.experiments.plan;

import org.jspecify.annotations.NullMarked;
