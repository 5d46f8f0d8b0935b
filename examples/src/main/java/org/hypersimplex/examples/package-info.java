/** Small programs, each complete in itself, that the README quotes. They are not part of the library. */
@NullMarked
package org.hypersimplex.examples;

import org.jspecify.annotations.NullMarked;
