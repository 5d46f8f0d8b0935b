/** What the program and the machine under it are: version, processor, oneDNN. */
@NullMarked
package org.hypersimplex.cli.machine;

import org.jspecify.annotations.NullMarked;
