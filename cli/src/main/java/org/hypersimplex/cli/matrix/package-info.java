/** Matrices, and their files: text and {@code .npy}, read and written. */
@NullMarked
package org.hypersimplex.cli.matrix;

import org.jspecify.annotations.NullMarked;
