/** The commands that need the kernels alone: project, loss, info; and report, which draws what other modules bring. */
@NullMarked
package org.hypersimplex.cli.command;

import org.jspecify.annotations.NullMarked;
