/**
 * Second opinions: what a file or a problem says, found in another way than by the code under test, slowly and simply. A
 * model knows the documented format, not the reader.
 */
@NullMarked
package org.hypersimplex.fuzz.model;

import org.jspecify.annotations.NullMarked;
