/** Files that results are written to, whole or not at all. */
@NullMarked
package org.hypersimplex.cli.file;

import org.jspecify.annotations.NullMarked;
