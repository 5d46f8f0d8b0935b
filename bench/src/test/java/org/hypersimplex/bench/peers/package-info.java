@NullMarked
package org.hypersimplex.bench.peers;

import org.jspecify.annotations.NullMarked;
