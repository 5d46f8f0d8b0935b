package org.hypersimplex.fuzz.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code .npy} file of little-endian floats or doubles in one or two dimensions, row after row. Source: NumPy's
 * documentation of the format.
 *
 * @param doubles whether the numbers are doubles
 * @param shape its one or two dimensions
 * @param numbers all of them
 */
public record NpyBytes(boolean doubles, List<Long> shape, List<Double> numbers) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /**
     * Reads a file.
     *
     * @param bytes any
     * @return the array; nothing if it is none, of another kind, has no numbers, or one that isn't a number
     */
    public static Optional<NpyBytes> read(byte[] bytes) {
        try {
            ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            byte[] magic = new byte[MAGIC.length];
            file.get(magic);
            int version = file.get();
            file.get();
            if (!Arrays.equals(magic, MAGIC) || version < 1 || version > 3) {
                return Optional.empty();
            }
            long length = version == 1 ? Short.toUnsignedInt(file.getShort()) : Integer.toUnsignedLong(file.getInt());
            if (length > file.remaining()) {
                return Optional.empty();
            }
            byte[] header = new byte[(int) length];
            file.get(header);
            return numbers(new Literal(new String(header, StandardCharsets.UTF_8)).dictionary(), file);
        } catch (BufferUnderflowException | NotThere e) {
            return Optional.empty();
        }
    }

    private static Optional<NpyBytes> numbers(Map<String, Object> header, ByteBuffer file) {
        if (!header.keySet().equals(Set.of("descr", "fortran_order", "shape"))
                || !(header.get("descr") instanceof String type)
                || !(type.equals("<f4") || type.equals("<f8"))
                || !Boolean.FALSE.equals(header.get("fortran_order"))
                || !(header.get("shape") instanceof List<?> dimensions)
                || dimensions.isEmpty()
                || dimensions.size() > 2) {
            return Optional.empty();
        }
        boolean doubles = type.equals("<f8");
        int bytes = doubles ? Double.BYTES : Float.BYTES;
        List<Long> shape = dimensions.stream().map(Long.class::cast).toList();
        List<Double> numbers = new ArrayList<>();
        // By division, as the product may be too large for a long.
        long rest = file.remaining();
        for (long dimension : shape) {
            if (dimension == 0 || rest % dimension != 0) {
                return Optional.empty();
            }
            rest /= dimension;
        }
        if (rest != bytes) {
            return Optional.empty();
        }
        while (file.hasRemaining()) {
            numbers.add(doubles ? file.getDouble() : file.getFloat());
        }
        return numbers.stream().anyMatch(number -> Double.isNaN(number))
                ? Optional.empty()
                : Optional.of(new NpyBytes(doubles, shape, numbers));
    }

    /** What was expected is not there. */
    private static final class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The part of Python's literals that headers are made of: strings, True and False, tuples of whole numbers. */
    private static final class Literal {
        private final String text;
        private int at;

        Literal(String text) {
            this.text = text;
        }

        Map<String, Object> dictionary() {
            Map<String, Object> all = new HashMap<>();
            require('{');
            while (!has('}')) {
                String key = string();
                require(':');
                if (all.put(key, value()) != null) {
                    throw new NotThere();
                }
                if (!has(',')) {
                    require('}');
                    break;
                }
            }
            skip();
            if (at < text.length()) {
                throw new NotThere();
            }
            return all;
        }

        private Object value() {
            skip();
            if (text.startsWith("True", at) || text.startsWith("False", at)) {
                boolean is = text.startsWith("True", at);
                at += is ? 4 : 5;
                return is;
            }
            return text.startsWith("(", at) ? tuple() : string();
        }

        private List<Long> tuple() {
            List<Long> numbers = new ArrayList<>();
            require('(');
            boolean comma = true;
            while (!has(')')) {
                if (!comma) {
                    throw new NotThere();
                }
                numbers.add(number());
                comma = has(',');
            }
            // What stands alone in parentheses is no tuple.
            if (numbers.size() == 1 && !comma) {
                throw new NotThere();
            }
            return numbers;
        }

        private long number() {
            skip();
            int from = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            String digits = text.substring(from, at);
            // Python has no numbers such as 01, but 00.
            if (digits.isEmpty() || digits.length() > 18 || (digits.startsWith("0") && !digits.matches("0+"))) {
                throw new NotThere();
            }
            return Long.parseLong(digits);
        }

        private String string() {
            require('\'');
            int end = text.indexOf('\'', at);
            if (end < 0) {
                throw new NotThere();
            }
            String inner = text.substring(at, end);
            at = end + 1;
            return inner;
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
            while (at < text.length() && " \t\r\n\f\013".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }
}
