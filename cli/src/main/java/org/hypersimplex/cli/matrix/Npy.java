package org.hypersimplex.cli.matrix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hypersimplex.cli.failure.Quote;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.problem.Precision;

/**
 * The header of a {@code .npy} file. Supported are little-endian floats or doubles in one or two dimensions, row after
 * row. Source: NumPy's documentation of the format, versions 1 to 3.
 *
 * @param precision {@code <f4} or {@code <f8}
 * @param flat whether the array has one dimension; it counts as one row
 * @param rows number of rows, at least 1
 * @param columns number of columns, at least 1
 */
record Npy(Precision precision, boolean flat, int rows, int columns) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;

    /** Whether a file of this name is meant to be one. */
    static boolean isName(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".npy");
    }

    static int magicLength() {
        return MAGIC.length;
    }

    static boolean isMagic(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** Reads the header's dictionary; a {@link UserException} without a file name says what is not supported. */
    static Npy parse(String dictionary) {
        NpyHeader header = NpyHeader.of(dictionary);
        Precision precision =
                switch (header.type()) {
                    case "'<f4'" -> Precision.FLOAT;
                    case "'<f8'" -> Precision.DOUBLE;
                    default ->
                        throw new UserException(
                                "dtype " + Quote.shown(header.type()) + " is not supported, only '<f4' and '<f8' are");
                };
        List<String> dimensions = header.shape();
        if (dimensions.isEmpty() || dimensions.size() > 2) {
            throw new UserException("an array of " + dimensions.size() + " dimensions, only 1 or 2 are supported");
        }
        if (header.columnMajor()) {
            throw new UserException("Fortran order is not supported, only C order is");
        }
        boolean flat = dimensions.size() == 1;
        int rows = flat ? 1 : dimension(dimensions.getFirst());
        int columns = dimension(dimensions.getLast());
        long count = (long) rows * columns;
        if (count == 0) {
            throw new UserException("no numbers");
        }
        if (count > NumberBuffer.MAXIMUM_SIZE) {
            throw new UserException(count + " numbers, at most " + NumberBuffer.MAXIMUM_SIZE + " are supported");
        }
        return new Npy(precision, flat, rows, columns);
    }

    private static int dimension(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new UserException("dimension " + Quote.shown(digits) + " is too large");
        }
    }

    /** Everything before the numbers, in version 1 of the format. */
    byte[] header() {
        String shape = flat ? columns + "," : rows + ", " + columns;
        String dictionary =
                "{'descr': '<f" + precision.bytes() + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int prefix = MAGIC.length + 2 + Short.BYTES;
        int total = Math.ceilDiv(prefix + dictionary.length() + 1, ALIGNMENT) * ALIGNMENT;
        byte[] header = new byte[total];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (total - prefix))
                .put(dictionary.getBytes(StandardCharsets.US_ASCII));
        header[total - 1] = '\n';
        return header;
    }
}
