package org.hypersimplex.fuzz.run;

import java.util.List;
import org.hypersimplex.cli.machine.Surroundings;

/**
 * The record of a run of the fuzzer: a file of JSON.
 *
 * @param started UTC, ISO 8601
 * @param seconds asked for, for each target
 * @param jobs targets that ran at a time
 * @param outcomes of the targets
 * @param surroundings machine and software
 */
record FuzzRun(String started, long seconds, int jobs, List<Outcome> outcomes, Surroundings surroundings) {}
