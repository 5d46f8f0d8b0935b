package org.hypersimplex.experiments.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.hypersimplex.cli.failure.UserException;

/**
 * The IDX format of the MNIST family: a magic number 0x000008dd (unsigned bytes in dd dimensions), the size of each
 * dimension as a big-endian int, then the bytes. Plain or gzipped, told apart by their first bytes.
 */
final class IdxFormat {
    private static final int UNSIGNED_BYTES = 0x0800;

    private IdxFormat() {}

    /**
     * Unsigned bytes with their dimensions.
     *
     * @param name the file, for messages
     * @param dimensions sizes, the slowest first
     * @param bytes product of the dimensions
     */
    @SuppressWarnings("ArrayRecordComponent") // Lives only while a file is read.
    record Content(String name, int[] dimensions, byte[] bytes) {}

    /** Reads a whole file; the stream is closed by the caller. */
    static Content read(InputStream file, String name, int dimensions) throws IOException {
        try {
            DataInputStream in = new DataInputStream(inflated(file));
            int magic = in.readInt();
            if (magic != UNSIGNED_BYTES + dimensions) {
                throw UserException.in(
                        name,
                        String.format(
                                "magic number 0x%08x expected (IDX, unsigned bytes, dimensions: %d), found 0x%08x",
                                UNSIGNED_BYTES + dimensions, dimensions, magic));
            }
            int[] sizes = new int[dimensions];
            long total = 1;
            for (int d = 0; d < dimensions; d++) {
                sizes[d] = in.readInt();
                if (sizes[d] < 1) {
                    throw UserException.in(name, "size of dimension " + d + " must be at least 1, found " + sizes[d]);
                }
                total = Math.multiplyExact(total, sizes[d]);
            }
            if (total > Integer.MAX_VALUE - 8) {
                throw UserException.in(name, "at most 2 GB expected, the header announces " + total + " bytes");
            }
            byte[] bytes = in.readNBytes((int) total);
            if (bytes.length < total) {
                throw UserException.in(
                        name, "truncated: " + total + " bytes expected after the header, found " + bytes.length);
            }
            if (in.read() >= 0) {
                throw UserException.in(
                        name, "ends later than expected: more than " + total + " bytes after the header");
            }
            return new Content(name, sizes, bytes);
        } catch (EOFException e) {
            throw UserException.in(name, "truncated: the end of the file came too early");
        } catch (ZipException e) {
            throw UserException.in(name, "damaged gzip file: " + e.getMessage());
        } catch (ArithmeticException e) {
            throw UserException.in(name, "the header announces more bytes than can be");
        }
    }

    /** Pairs a file of images with its file of labels. */
    static LabelledImages pair(Content images, Content labels, ImageShape shape) {
        int[] size = images.dimensions();
        if (size[1] != shape.height() || size[2] != shape.width()) {
            throw UserException.in(
                    images.name(),
                    "images of " + shape.height() + " x " + shape.width() + " expected, found " + size[1] + " x "
                            + size[2]);
        }
        if (labels.dimensions()[0] != size[0]) {
            throw UserException.in(
                    labels.name(),
                    size[0] + " labels expected, as many as images in " + images.name() + ", found "
                            + labels.dimensions()[0]);
        }
        int wrong = LabelledImages.firstWrongLabel(labels.bytes());
        if (wrong >= 0) {
            throw UserException.in(
                    labels.name(),
                    "label of image " + wrong + " must be 0 to 9, found " + (labels.bytes()[wrong] & 0xff));
        }
        return new LabelledImages(shape, images.bytes(), labels.bytes());
    }

    private static InputStream inflated(InputStream file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, 1 << 16);
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == 0x1f && second == 0x8b ? new GZIPInputStream(in, 1 << 16) : in;
    }
}
