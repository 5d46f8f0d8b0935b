package org.hypersimplex.cli.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.problem.Precision;
import org.jspecify.annotations.Nullable;

/** Reads a matrix from a {@code .npy} file; see {@link Npy} for what is supported. */
final class NpyReader {
    private static final int MAX_HEADER_BYTES = 1 << 20;

    private final String file;
    private final InputStream in;
    private final @Nullable Precision wanted;

    NpyReader(String file, InputStream in, @Nullable Precision wanted) {
        this.file = file;
        this.in = in;
        this.wanted = wanted;
    }

    Matrix read() throws IOException {
        String dictionary = dictionary();
        Npy npy;
        try {
            npy = Npy.parse(dictionary);
        } catch (UserException e) {
            throw UserException.in(file, String.valueOf(e.getMessage()));
        }
        NumberBuffer numbers = new NumberBuffer(wanted == null ? npy.precision() : wanted);
        long bytesLeft = (long) npy.rows() * npy.columns() * npy.precision().bytes();
        byte[] chunk = new byte[1 << 16];
        while (bytesLeft > 0) {
            int length = (int) Math.min(chunk.length, bytesLeft);
            int got = in.readNBytes(chunk, 0, length);
            if (got < length) {
                throw UserException.in(file, "ends early, " + (bytesLeft - got) + " bytes are missing");
            }
            add(npy, numbers, ByteBuffer.wrap(chunk, 0, length).order(ByteOrder.LITTLE_ENDIAN));
            bytesLeft -= length;
        }
        if (in.read() >= 0) {
            throw UserException.in(file, "goes on after the last number that the header promises");
        }
        return new Matrix(file, false, npy.rows(), npy.columns(), npy.flat(), numbers.toValues());
    }

    private String dictionary() throws IOException {
        ByteBuffer prefix = ByteBuffer.wrap(exactly(Npy.magicLength() + 2)).order(ByteOrder.LITTLE_ENDIAN);
        int version = prefix.get(Npy.magicLength());
        if (version < 1 || version > 3) {
            throw UserException.in(file, "version " + version + " of the .npy format is not supported, 1 to 3 are");
        }
        int sizeBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        ByteBuffer size = ByteBuffer.wrap(exactly(sizeBytes)).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? Short.toUnsignedInt(size.getShort()) : Integer.toUnsignedLong(size.getInt());
        if (length > MAX_HEADER_BYTES) {
            throw UserException.in(file, "a .npy header of " + length + " bytes is not supported");
        }
        return new String(exactly((int) length), StandardCharsets.UTF_8);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw UserException.in(file, "ends within the .npy header");
        }
        return bytes;
    }

    private void add(Npy npy, NumberBuffer numbers, ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            double number = npy.precision() == Precision.FLOAT ? bytes.getFloat() : bytes.getDouble();
            if (Double.isNaN(number)) {
                throw error(npy, numbers.size(), "nan is not allowed");
            }
            if (wanted == Precision.FLOAT && Float.isInfinite((float) number) && !Double.isInfinite(number)) {
                throw error(npy, numbers.size(), number + " is too large for a float");
            }
            numbers.add(number);
        }
    }

    private UserException error(Npy npy, int index, String message) {
        String row = npy.flat() ? "entry " : "row " + (index / npy.columns() + 1) + ", column ";
        return UserException.in(file, row + (index % npy.columns() + 1) + ": " + message);
    }
}
