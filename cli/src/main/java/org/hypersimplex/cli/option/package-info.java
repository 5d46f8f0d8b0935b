/** Options of commands: how their values are spelled and checked, and the command line as it was typed. */
@NullMarked
package org.hypersimplex.cli.option;

import org.jspecify.annotations.NullMarked;
