/** Tables of labelled rows, and their files: libsvm, CSV, TSV, Parquet. */
@NullMarked
package org.hypersimplex.experiments.table;

import org.jspecify.annotations.NullMarked;
