package org.hypersimplex.cli.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
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

    private static final String NOTHING = "No content to map";

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
                field(wrong) + " must be " + kind(wrong.getTargetType()) + ", was '" + wrong.getValue() + "'";
            case InvalidNullException nothing -> field(nothing) + " must not be null";
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case JsonMappingException mapping -> mapping(mapping);
            case JsonEOFException end -> "ends too early";
            default -> "is no JSON";
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

    private static String mismatch(MismatchedInputException mismatch) {
        String message = String.valueOf(mismatch.getOriginalMessage());
        Matcher missing = MISSING.matcher(message);
        if (missing.lookingAt()) {
            String parent = path(mismatch);
            return (parent.isEmpty() ? "" : parent + ".") + missing.group(1) + " is missing";
        }
        return message.startsWith(NOTHING)
                ? "is empty"
                : field(mismatch) + " must be " + kind(mismatch.getTargetType());
    }

    private static String mapping(JsonMappingException mapping) {
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
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
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
