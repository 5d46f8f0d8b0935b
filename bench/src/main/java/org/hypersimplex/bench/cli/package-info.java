/**
 * The command line: {@link org.hypersimplex.bench.cli.HypersimplexCommand} and its subcommands, and the matrices that they
 * read and write.
 */
@NullMarked
package org.hypersimplex.bench.cli;

import org.jspecify.annotations.NullMarked;
