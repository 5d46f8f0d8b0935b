package org.hypersimplex.fuzz.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decimal numbers of text, from their digits. */
final class Decimals {
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(?:(?<whole>\\d++)(?:\\.(?<part>\\d*+))?|\\.(?<only>\\d++))(?:[eE](?<power>[+-]?\\d++))?");

    /** Powers of ten beyond which every double is infinite or 0. */
    private static final BigInteger FAR = BigInteger.valueOf(400);

    private Decimals() {}

    static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    /** The number as the nearest double; infinite if it is too large. */
    static double toDouble(String number) {
        BigDecimal exact = exact(number);
        return exact.signum() == 0 ? zero(number) : exact.doubleValue();
    }

    /** The number as the nearest float; infinite if it is too large. */
    static float toFloat(String number) {
        BigDecimal exact = exact(number);
        return exact.signum() == 0 ? (float) zero(number) : exact.floatValue();
    }

    private static double zero(String number) {
        return number.startsWith("-") ? -0.0 : 0.0;
    }

    /** The number itself, but the nearest of those that matter where its power of ten is far out. */
    private static BigDecimal exact(String number) {
        Matcher matcher = NUMBER.matcher(number);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(number);
        }
        String part = group(matcher, "part") + group(matcher, "only");
        BigInteger digits = new BigInteger("0" + group(matcher, "whole") + part);
        BigInteger power = new BigInteger(group(matcher, "power").isEmpty() ? "0" : group(matcher, "power"))
                .subtract(BigInteger.valueOf(part.length()));
        BigInteger size = power.add(BigInteger.valueOf(digits.toString().length()));
        if (digits.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigInteger excess = size.subtract(size.max(FAR.negate()).min(FAR));
        BigDecimal exact =
                new BigDecimal(digits).scaleByPowerOfTen(power.subtract(excess).intValueExact());
        return number.startsWith("-") ? exact.negate() : exact;
    }

    private static String group(Matcher matcher, String name) {
        return Objects.requireNonNullElse(matcher.group(name), "");
    }
}
