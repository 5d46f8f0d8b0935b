package org.hypersimplex.cli.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hypersimplex.cli.failure.UserException;

/**
 * What stands in the header of a {@code .npy} file: a dictionary in Python's words, with a field for each of three keys.
 * Nothing else may stand there, as NumPy wouldn't read it either.
 *
 * @param type the word or list that names the type of the numbers, as it stands
 * @param columnMajor whether the numbers lie column after column
 * @param shape the digits of each dimension
 */
record NpyHeader(String type, boolean columnMajor, List<String> shape) {
    /** Reads the dictionary; a {@link UserException} without a file name says what is wrong with it. */
    static NpyHeader of(String dictionary) {
        return new Words(dictionary).header();
    }

    /** The dictionary word by word. A string or a list, whatever is in it, is one word. */
    private static final class Words {
        private static final Pattern WORD =
                Pattern.compile("\\G\\s*+('[^']*+'|\\[.*]|\\w++|[{}():,]|\\z)", Pattern.DOTALL);

        private static final Pattern NUMBER = Pattern.compile("0++|[1-9][0-9]*+");

        private final Matcher matcher;
        private String word = "";

        private String type = "";
        private String columnMajor = "";
        private List<String> shape = List.of();

        Words(String dictionary) {
            matcher = WORD.matcher(dictionary);
            next();
        }

        NpyHeader header() {
            boolean hasShape = false;
            require("{");
            while (!word.equals("}")) {
                String key = take();
                require(":");
                boolean isNew = false;
                switch (key) {
                    case "'descr'" -> {
                        isNew = type.isEmpty();
                        type = type();
                    }
                    case "'fortran_order'" -> {
                        isNew = columnMajor.isEmpty();
                        columnMajor = order();
                    }
                    case "'shape'" -> {
                        isNew = !hasShape;
                        hasShape = true;
                        shape = shape();
                    }
                    default -> {}
                }
                if (!isNew) {
                    throw new UserException("the .npy header has an unknown field, or one twice");
                }
                if (!word.equals("}")) {
                    require(",");
                }
            }
            take();
            requireGiven("descr", !type.isEmpty());
            requireGiven("fortran_order", !columnMajor.isEmpty());
            requireGiven("shape", hasShape);
            if (!word.isEmpty()) {
                throw malformed();
            }
            return new NpyHeader(type, columnMajor.equals("True"), shape);
        }

        private String type() {
            requireGiven("descr", word.startsWith("'") || word.startsWith("["));
            return take();
        }

        private String order() {
            requireGiven("fortran_order", word.equals("True") || word.equals("False"));
            return take();
        }

        /** A tuple: what stands alone in parentheses is none without a comma. */
        private List<String> shape() {
            List<String> dimensions = new ArrayList<>();
            requireGiven("shape", take().equals("("));
            boolean comma = true;
            while (!word.equals(")")) {
                requireGiven("shape", comma && NUMBER.matcher(word).matches());
                dimensions.add(take());
                comma = word.equals(",");
                if (comma) {
                    take();
                }
            }
            requireGiven("shape", comma || dimensions.size() > 1);
            take();
            return dimensions;
        }

        private String take() {
            String taken = word;
            next();
            return taken;
        }

        private void next() {
            if (!matcher.find()) {
                throw malformed();
            }
            word = matcher.group(1);
        }

        private void require(String expected) {
            if (!word.equals(expected)) {
                throw malformed();
            }
            next();
        }

        private static UserException malformed() {
            return new UserException("the .npy header is no dictionary of descr, fortran_order and shape");
        }

        private static void requireGiven(String key, boolean valid) {
            if (!valid) {
                throw new UserException("the .npy header has no valid " + key);
            }
        }
    }
}
