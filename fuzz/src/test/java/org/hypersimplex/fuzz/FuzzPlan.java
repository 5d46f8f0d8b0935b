package org.hypersimplex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hypersimplex.experiments.plan.Plan;
import org.hypersimplex.fuzz.model.Json;

/** Plans: what is read says the same as the text, field by field, and has at least one run. */
class FuzzPlan {
    private static final Map<String, String> DEFAULTS =
            Map.of("framework", "dl4j", "schedule", "constant", "tunedOn", "folded");

    private final Reading plan = new Reading("plan.json");

    @FuzzTest
    void fuzz(byte[] bytes) {
        plan.write(bytes);
        Optional<Plan> read = plan.read(file -> Plan.read(file.toString()));
        if (read.isPresent()) {
            Optional<Object> model = Json.parse(bytes);
            Same.require("JSON", model.isPresent(), true);
            Same.require(
                    read.get() + " in the file",
                    Json.says(read.get(), model.orElseThrow(), Enum::toString, Set.of(), DEFAULTS),
                    true);
            Same.require("runs", read.get().size() > 0, true);
            Same.require("data sets", read.get().datasets().isEmpty(), false);
        }
    }
}
