package org.hypersimplex.cli.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JSON text, in words for its author: the library's own speak of Java and of its settings. */
public final class JsonFailure {
    /** The library tells what is missing, and that there is nothing at all, in its message alone. */
    private static final Pattern MISSING = Pattern.compile("Missing (?:required )?creator property '([^']+)'.*");

    private static final Pattern VALUE = Pattern.compile("Cannot coerce [^(]*\\(\"?(.*?)\"?\\) to .*", Pattern.DOTALL);

    private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*?)'.*", Pattern.DOTALL);

    private static final String NOTHING = "No content to map";

    private static final String MORE = "Trailing token";

    private JsonFailure() {}

    /**
     * What is wrong.
     *
     * @param failure when the text was read
     * @return the reason, with the field but without file and line
     */
    public static String reason(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> field(unknown) + " is no field of it";
            case InvalidFormatException wrong ->
                field(wrong) + " must be " + kind(wrong.getTargetType()) + ", was "
                        + Quote.of(String.valueOf(wrong.getValue()));
            case InvalidNullException nothing -> field(nothing) + " must not be null";
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case JsonMappingException mapping -> mapping(mapping);
            case JsonEOFException end -> "ends too early";
            case InputCoercionException range -> "a number is too large";
            default -> notJson(failure);
        };
    }

    /**
     * Where it is.
     *
     * @param failure when the text was read
     * @return the line, from 1; 0 if that isn't known
     */
    public static int line(JsonProcessingException failure) {
        return failure.getLocation() == null
                ? 0
                : Math.max(0, failure.getLocation().getLineNr());
    }

    private static String notJson(JsonProcessingException failure) {
        Matcher twice = TWICE.matcher(String.valueOf(failure.getOriginalMessage()));
        return twice.matches() ? "has the field " + Quote.shown(twice.group(1)) + " twice" : "is no JSON";
    }

    private static String mismatch(MismatchedInputException mismatch) {
        String message = String.valueOf(mismatch.getOriginalMessage());
        Matcher missing = MISSING.matcher(message);
        if (missing.lookingAt()) {
            String path = path(mismatch);
            String name = missing.group(1);
            boolean isNamed = path.equals(name) || path.endsWith("." + name);
            return (isNamed ? path : path.isEmpty() ? name : path + "." + name) + " is missing";
        }
        if (message.startsWith(MORE)) {
            return "goes on after its end";
        }
        return message.startsWith(NOTHING)
                ? "is empty"
                : field(mismatch) + " must be " + kind(mismatch.getTargetType()) + instead(message);
    }

    private static String instead(String message) {
        Matcher value = VALUE.matcher(message);
        return value.lookingAt() ? ", was " + Quote.of(value.group(1)) : "";
    }

    private static String mapping(JsonMappingException mapping) {
        if (mapping.getCause() instanceof InputCoercionException) {
            return field(mapping) + " is too large a number";
        }
        if (mapping.getCause() instanceof JsonProcessingException cause) {
            return reason(cause);
        }
        return mapping.getCause() instanceof IllegalArgumentException refusal
                ? field(mapping) + ": " + refusal.getMessage()
                : field(mapping) + " can't be read";
    }

    private static String field(JsonMappingException failure) {
        String path = path(failure);
        return path.isEmpty() ? "the whole" : path;
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Quote.shown(step.getFieldName()));
            }
        }
        return path.toString();
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null || type == String.class) {
            return "text";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(" or "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == float.class || type == Double.class || type == Float.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "a list" : "an object in braces";
    }
}
