/** What the program and the machine under it are: version, processor, oneDNN. */
@NullMarked
package org.hypersimplex.bench.machine;

import org.jspecify.annotations.NullMarked;
