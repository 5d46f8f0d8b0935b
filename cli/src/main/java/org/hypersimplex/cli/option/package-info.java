/** How the values of options are spelled. */
@NullMarked
package org.hypersimplex.cli.option;

import org.jspecify.annotations.NullMarked;
