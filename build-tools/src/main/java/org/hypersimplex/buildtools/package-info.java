/**
 * What the build runs: {@link org.hypersimplex.buildtools.GenerateDoubleTwins} writes the {@code double} sources of a
 * module from its {@code float} ones.
 *
 * <p>The build starts it from these sources (JEP 458), not from a jar, so that one module can be compiled alone and
 * nothing has to be installed before. So the code here depends on the JDK alone.
 */
@NullMarked
package org.hypersimplex.buildtools;

import org.jspecify.annotations.NullMarked;
