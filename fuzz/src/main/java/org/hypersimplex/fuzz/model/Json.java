package org.hypersimplex.fuzz.model;

import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON to the letter of RFC 8259, in UTF-8, without two fields of one name. An object is a map, a list a list, text a
 * string; numbers keep their characters.
 */
public final class Json {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*+)(?:\\.\\d++)?(?:[eE][+-]?\\d++)?");
    private static final Pattern WHOLE = Pattern.compile("-?\\d++");
    private static final Pattern PLAIN = Pattern.compile("[^\"\\\\\\x00-\\x1F]*+");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    /** Where Java's stack ends sooner than most texts do. */
    private static final int DEEPEST = 500;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** The null of JSON. */
    private record Nothing() {}

    /**
     * A number.
     *
     * @param text its characters
     */
    private record Num(String text) {}

    /** What was expected is not there. */
    private static final class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Parses a text.
     *
     * @param bytes any; a byte order mark at their beginning is skipped
     * @return what it says; nothing if it is no JSON
     */
    public static Optional<Object> parse(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            Json json = new Json(text.startsWith("\uFEFF") ? text.substring(1) : text);
            Object value = json.value();
            json.skip();
            return json.at < json.text.length() ? Optional.empty() : Optional.of(value);
        } catch (CharacterCodingException | NotThere e) {
            return Optional.empty();
        }
    }

    /**
     * Whether an object says the same as a JSON text: records by their components, of which only those that may be null or
     * have a default can be absent; enums by a name.
     *
     * @param value a record, a list, a number, a text, an enum, a boolean or null
     * @param json as parsed
     * @param name of an enum's constant
     * @param lax records that may have further fields
     * @param defaults what components of these names are, in words, where the text leaves them out
     * @return true if nothing differs
     */
    public static boolean says(
            @Nullable Object value,
            Object json,
            Function<Enum<?>, String> name,
            Set<Class<?>> lax,
            Map<String, String> defaults) {
        return switch (value) {
            case null -> json instanceof Nothing;
            case Record record -> json instanceof Map<?, ?> fields && fields(record, fields, name, lax, defaults);
            case List<?> list ->
                json instanceof List<?> others
                        && list.size() == others.size()
                        && pairs(list, others, (a, b) -> says(a, Objects.requireNonNull(b), name, lax, defaults));
            case Enum<?> constant -> name.apply(constant).equals(json);
            case Double number ->
                json instanceof Num other
                        ? number.equals(Decimals.toDouble(other.text()))
                        : !Double.isFinite(number) && number.toString().equals(json);
            case Integer number -> isWhole(json, BigInteger.valueOf(number));
            case Long number -> isWhole(json, BigInteger.valueOf(number));
            default -> value.equals(json);
        };
    }

    private interface Same {
        boolean holds(@Nullable Object a, @Nullable Object b);
    }

    private static boolean pairs(List<?> list, List<?> others, Same same) {
        for (int i = 0; i < list.size(); i++) {
            if (!same.holds(list.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(Object json, BigInteger number) {
        return json instanceof Num other
                && WHOLE.matcher(other.text()).matches()
                && new BigInteger(other.text()).equals(number);
    }

    private static boolean fields(
            Record record,
            Map<?, ?> fields,
            Function<Enum<?>, String> name,
            Set<Class<?>> lax,
            Map<String, String> defaults) {
        Set<Object> unknown = new HashSet<>(fields.keySet());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            unknown.remove(component.getName());
            Object json = fields.get(component.getName());
            Object value = value(record, component);
            boolean same;
            if (json == null || json instanceof Nothing) {
                same = isLeftOut(component, value, defaults);
            } else {
                same = says(value, json, name, lax, defaults);
            }
            if (!same) {
                return false;
            }
        }
        return unknown.isEmpty() || lax.contains(record.getClass());
    }

    /** Whether a value stands for what a text leaves out. */
    private static boolean isLeftOut(RecordComponent component, @Nullable Object value, Map<String, String> defaults) {
        return value == null
                ? component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                : value.toString().equals(defaults.get(component.getName()));
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value() {
        skip();
        if (++depth > DEEPEST) {
            throw new NotThere();
        }
        Object value =
                switch (at < text.length() ? text.charAt(at) : ' ') {
                    case '{' -> object();
                    case '[' -> list();
                    case '"' -> string();
                    case 't' -> word("true", true);
                    case 'f' -> word("false", false);
                    case 'n' -> word("null", new Nothing());
                    default -> number();
                };
        depth--;
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> fields = new LinkedHashMap<>();
        require('{');
        for (boolean more = !has('}'); more; more = !has('}')) {
            if (!fields.isEmpty()) {
                require(',');
            }
            skip();
            String key = string();
            require(':');
            if (fields.put(key, value()) != null) {
                throw new NotThere();
            }
        }
        return fields;
    }

    private List<Object> list() {
        List<Object> values = new ArrayList<>();
        require('[');
        for (boolean more = !has(']'); more; more = !has(']')) {
            if (!values.isEmpty()) {
                require(',');
            }
            values.add(value());
        }
        return values;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        if (at == text.length() || text.charAt(at) != '"') {
            throw new NotThere();
        }
        at++;
        while (true) {
            string.append(match(PLAIN));
            char c = at < text.length() ? text.charAt(at++) : 0;
            if (c == '"') {
                return string.toString();
            }
            if (c != '\\' || at == text.length()) {
                throw new NotThere();
            }
            char escape = text.charAt(at++);
            int known = ESCAPES.indexOf(escape);
            if (known >= 0) {
                string.append(ESCAPED.charAt(known));
            } else if (escape == 'u'
                    && at + 4 <= text.length()
                    && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                throw new NotThere();
            }
        }
    }

    private Object number() {
        return new Num(match(NUMBER));
    }

    private String match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw new NotThere();
        }
        at = matcher.end();
        return matcher.group();
    }

    private Object word(String word, Object meaning) {
        if (!text.startsWith(word, at)) {
            throw new NotThere();
        }
        at += word.length();
        return meaning;
    }

    private boolean has(char c) {
        skip();
        boolean here = at < text.length() && text.charAt(at) == c;
        at += here ? 1 : 0;
        return here;
    }

    private void require(char c) {
        if (!has(c)) {
            throw new NotThere();
        }
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
