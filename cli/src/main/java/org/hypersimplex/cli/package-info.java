/** The program {@code hypersimplex}: its main class, which finds the commands. */
@NullMarked
package org.hypersimplex.cli;

import org.jspecify.annotations.NullMarked;
