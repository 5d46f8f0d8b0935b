/**
 * What other modules implement to become a part of the program: commands and reports, both found by
 * {@link java.util.ServiceLoader}.
 */
@NullMarked
package org.hypersimplex.cli.spi;

import org.jspecify.annotations.NullMarked;
