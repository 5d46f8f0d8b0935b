/** Other programs, such as compilers and disassemblers. */
@NullMarked
package org.hypersimplex.bench.program;

import org.jspecify.annotations.NullMarked;
