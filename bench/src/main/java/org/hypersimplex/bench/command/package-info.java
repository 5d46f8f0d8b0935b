/** The command bench. */
@NullMarked
package org.hypersimplex.bench.command;

import org.jspecify.annotations.NullMarked;
