/** What goes wrong: the user's errors, and how any failure is told and becomes an exit status. */
@NullMarked
package org.hypersimplex.cli.failure;

import org.jspecify.annotations.NullMarked;
