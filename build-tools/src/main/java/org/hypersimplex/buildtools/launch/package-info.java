/**
 * What the script {@code hypersimplex} does, for systems without Bash: {@code hypersimplex.cmd} starts {@link
 * org.hypersimplex.buildtools.launch.Launch} from these sources (JEP 458). The code here depends on the JDK alone.
 */
@NullMarked
package org.hypersimplex.buildtools.launch;

import org.jspecify.annotations.NullMarked;
