package org.hypersimplex.cli.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Spells the constants of an enum as options do: {@code HALF_SUM} is {@code half-sum}.
 *
 * @param <E> the enum
 */
public final class Words<E extends Enum<E>> implements ITypeConverter<E> {
    private final Class<E> type;

    /**
     * A spelling.
     *
     * @param type the enum
     */
    public Words(Class<E> type) {
        this.type = type;
    }

    /**
     * What is spelled.
     *
     * @return the enum
     */
    public Class<E> type() {
        return type;
    }

    @Override
    public E convert(String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("must be " + all() + ", was '" + word + "'"));
    }

    private String all() {
        return Arrays.stream(type.getEnumConstants()).map(Words::word).collect(Collectors.joining(" or "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
