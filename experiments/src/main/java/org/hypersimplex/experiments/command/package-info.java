/** The commands that train: train, experiment, boost, boost-experiment. */
@NullMarked
package org.hypersimplex.experiments.command;

import org.jspecify.annotations.NullMarked;
