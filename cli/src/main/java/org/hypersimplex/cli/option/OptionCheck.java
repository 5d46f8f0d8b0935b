package org.hypersimplex.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.hypersimplex.cli.failure.UserException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses options whose values are out of range, in the same words for all commands. */
public final class OptionCheck {
    /** More than the processors of any one machine; far more crash native libraries, or the JVM. */
    private static final int MOST_THREADS = 1024;

    private final Function<String, RuntimeException> refusal;

    private OptionCheck(Function<String, RuntimeException> refusal) {
        this.refusal = refusal;
    }

    /**
     * A check whose messages say nothing but what is wrong.
     *
     * @return the check
     */
    public static OptionCheck plain() {
        return new OptionCheck(UserException::new);
    }

    /**
     * A check whose messages end with where the command's help is to be had.
     *
     * @param spec of the command
     * @return the check
     */
    public static OptionCheck withHint(CommandSpec spec) {
        return new OptionCheck(message -> new ParameterException(spec.commandLine(), message));
    }

    /**
     * Requires a number of things.
     *
     * @param option its name
     * @param value what was given
     * @param minimum the smallest allowed
     */
    public void atLeast(String option, int value, int minimum) {
        require(value >= minimum, option + " must be at least " + minimum + ", was " + value);
    }

    /**
     * Requires a number of things within bounds.
     *
     * @param option its name
     * @param value what was given
     * @param minimum the smallest allowed
     * @param maximum the largest allowed
     */
    public void within(String option, int value, int minimum, int maximum) {
        require(
                value >= minimum && value <= maximum,
                option + " must be " + minimum + " to " + maximum + ", was " + value);
    }

    /**
     * Requires a number of threads, or of processes, that a machine can be asked to start.
     *
     * @param option its name
     * @param value what was given
     */
    public void threads(String option, int value) {
        within(option, value, 1, MOST_THREADS);
    }

    /**
     * Requires a positive and finite number.
     *
     * @param option its name
     * @param value what was given
     */
    public void positive(String option, double value) {
        require(isPositive(value), option + " must be positive and finite, was " + value);
    }

    /**
     * Requires positive and finite numbers.
     *
     * @param option its name
     * @param values what was given
     */
    public void allPositive(String option, List<Double> values) {
        for (double value : values) {
            require(isPositive(value), option + " must be positive and finite, one was " + value);
        }
    }

    /**
     * Requires a finite number that is not negative.
     *
     * @param option its name
     * @param value what was given
     */
    public void notNegative(String option, double value) {
        require(isNotNegative(value), option + " must be finite and at least 0, was " + value);
    }

    /**
     * Requires finite numbers that are not negative.
     *
     * @param option its name
     * @param values what was given
     */
    public void noneNegative(String option, List<Double> values) {
        for (double value : values) {
            require(isNotNegative(value), option + " must be finite and at least 0, one was " + value);
        }
    }

    /**
     * Requires a directory, or nothing yet.
     *
     * @param option its name
     * @param place what was given
     */
    public void directory(String option, Path place) {
        require(
                !Files.exists(place) || Files.isDirectory(place),
                option + " must be a directory, " + place + " is a file");
    }

    /**
     * Requires anything else.
     *
     * @param holds whether it is so
     * @param otherwise what to say if it isn't
     */
    public void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refusal.apply(otherwise);
        }
    }

    private static boolean isPositive(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    private static boolean isNotNegative(double value) {
        return value >= 0 && value < Double.POSITIVE_INFINITY;
    }
}
