package org.hypersimplex.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.hypersimplex.merging.ThresholdSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark measures what it says: soft top-k keeps exactly k, by the jobs and bytes that the guide promises. */
class SparkBenchTest {
    private static final double TALLY = 2.6 * (1 << 20);

    @Test
    void everyWorkKeepsAboutAsMuchAsAskedForAndSaysWhatItCost(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("run.json");
        SparkBench.measure(LocalSpark.session(), List.of(40_000L), 20, file);
        JsonNode all = new ObjectMapper().readTree(file.toFile());
        assertThat(all.path("executorMemory").asLong())
                .isEqualTo(Runtime.getRuntime().maxMemory());
        JsonNode runs = all.path("runs");
        assertThat(runs.findValuesAsText("work"))
                .containsExactly(
                        "soft threshold",
                        "transform",
                        "approxQuantile",
                        "sort and limit",
                        "soft threshold",
                        "transform",
                        "percentile_approx",
                        "row_number");
        for (JsonNode run : runs) {
            double k = run.path("k").asDouble();
            assertThat(k).isEqualTo(run.path("groups").asInt() == 1 ? 200 : 10);
            boolean approximate = run.path("work").asText().contains("approx");
            assertThat(run.path("kept").asDouble()).isCloseTo(k, within(approximate ? 0.05 * k + 2 : 1e-6 * k));
            assertThat(run.path("seconds")).hasSize(2);
            assertThat(run.path("jobs").asInt()).isPositive();
            assertThat(run.path("driverBytes").asLong()).isPositive();
        }
        JsonNode global = runs.path(0);
        assertThat(global.path("passes").asInt()).isBetween(2, ThresholdSearch.MOST_PASSES);
        assertThat(global.path("jobs").asInt()).isEqualTo(global.path("passes").asInt());
        // What the tasks of a pass send besides the tally are words about themselves.
        assertThat(global.path("driverBytes").asDouble())
                .isBetween(1000.0, global.path("passes").asInt() * 1.1 * TALLY);
        assertThat(runs.path(1).path("shuffleBytes").asLong()).isZero();
        // Quantiles and places in a group need the scores together; Spark itself leaves out what can't be among the
        // first.
        assertThat(runs.path(6).path("shuffleBytes").asLong())
                .isGreaterThan(runs.path(7).path("shuffleBytes").asLong())
                .isPositive();
    }
}
