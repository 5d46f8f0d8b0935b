@NullMarked
package org.hypersimplex.fuzz.run;

import org.jspecify.annotations.NullMarked;
