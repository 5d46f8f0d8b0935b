package org.hypersimplex.cli.option;

import java.util.Arrays;
import org.hypersimplex.problem.KPolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a k policy: {@code positives}, {@code half}, or numbers separated by commas. */
public final class KPolicyConverter implements ITypeConverter<KPolicy> {
    @Override
    public KPolicy convert(String text) {
        return switch (text) {
            case "positives" -> KPolicy.positives();
            case "half" -> KPolicy.half();
            default -> fixed(text);
        };
    }

    private static KPolicy fixed(String text) {
        double[] numbers;
        try {
            numbers = Arrays.stream(text.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "must be positives, half or numbers separated by commas, was '" + text + "'");
        }
        try {
            return KPolicy.fixed(numbers);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
