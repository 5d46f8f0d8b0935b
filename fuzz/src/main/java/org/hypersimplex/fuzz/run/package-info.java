/** The run of all targets: a process for each, what they say, the record of it and its table. */
@NullMarked
package org.hypersimplex.fuzz.run;

import org.jspecify.annotations.NullMarked;
