package org.hypersimplex.dl4j;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.hypersimplex.problem.KPolicy;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A k policy in the form that is saved with a network.
 *
 * @param policy positives, fraction, fixed or prior
 * @param numbers what the policy needs: none, the fraction, or one number for all classes or one per class
 */
record KSetting(
        @JsonProperty("policy") String policy,
        @JsonProperty("numbers") List<Double> numbers) implements Serializable {
    /** Checks that there is such a policy. */
    @JsonCreator
    KSetting(
            @JsonProperty(value = "policy", required = true) String policy,
            @JsonProperty(value = "numbers", required = true) List<Double> numbers) {
        this.policy = policy;
        this.numbers = List.copyOf(numbers);
        toPolicy();
    }

    static KSetting of(KPolicy policy) {
        if (policy instanceof KPolicy.Positives) {
            return new KSetting("positives", List.of());
        }
        if (policy instanceof KPolicy.Fraction fraction) {
            return new KSetting("fraction", List.of(fraction.fraction()));
        }
        if (policy instanceof KPolicy.Fixed fixed) {
            return new KSetting("fixed", boxed(fixed.values()));
        }
        return new KSetting("prior", boxed(((KPolicy.Prior) policy).values()));
    }

    KPolicy toPolicy() {
        double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        return switch (policy) {
            case "positives" -> KPolicy.positives();
            case "fraction" -> KPolicy.fraction(only(values));
            case "fixed" -> KPolicy.fixed(values);
            case "prior" -> KPolicy.prior(values);
            default ->
                throw new IllegalArgumentException(
                        "k policy must be positives, fraction, fixed or prior, was " + policy);
        };
    }

    private static double only(double[] values) {
        if (values.length != 1) {
            throw new IllegalArgumentException("k policy fraction needs one number, got " + values.length);
        }
        return values[0];
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
