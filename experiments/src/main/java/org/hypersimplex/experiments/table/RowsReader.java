package org.hypersimplex.experiments.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.hypersimplex.cli.failure.UserException;

/**
 * Reads labelled rows from files in one of several formats, told apart by the beginning of the file: Parquet, libsvm,
 * or fields separated by tabs or commas. The first file determines the numbers that words stand for, so files that
 * belong together must be read by one reader.
 */
public final class RowsReader {
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern LIBSVM = Pattern.compile("^\\s*\\S+\\s+\\d+:\\S.*", Pattern.DOTALL);
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int HEAD_BYTES = 1 << 14;

    private final ColumnChoice choice;
    private final Header header;
    private final Categories categories = new Categories();

    /**
     * A reader.
     *
     * @param choice which column is what
     */
    public RowsReader(ColumnChoice choice) {
        this(choice, Header.AUTO);
    }

    /**
     * A reader.
     *
     * @param choice which column is what
     * @param header whether the first line of CSV or TSV names the columns
     */
    public RowsReader(ColumnChoice choice, Header header) {
        this.choice = choice;
        this.header = header;
    }

    /**
     * Reads a file.
     *
     * @param file in any of the formats
     * @return its rows
     * @throws UserException if it is no such file; the message names file, line and character, or row and column
     * @throws IOException if it can't be read
     */
    public LabelledRows read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw UserException.in(file, "is a directory");
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (head.length == 0) {
            throw UserException.in(file, "is empty");
        }
        if (head.length >= PARQUET.length && Arrays.equals(head, 0, PARQUET.length, PARQUET, 0, PARQUET.length)) {
            return parquet(file);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            skipByteOrderMark(in);
            return LIBSVM.matcher(text).matches()
                    ? new LibsvmReader(file.toString(), in, choice).read()
                    : new DelimitedReader(file.toString(), in, choice, header).read();
        } catch (CharacterCodingException e) {
            throw UserException.in(file, "is neither Parquet nor text in UTF-8");
        }
    }

    private static void skipByteOrderMark(BufferedReader in) throws IOException {
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) {
            in.reset();
        }
    }

    /** The library throws exceptions of many types for damaged files. */
    private LabelledRows parquet(Path file) throws IOException {
        try {
            return ParquetRows.read(file, choice, categories);
        } catch (UserException | FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw UserException.in(file, "can't be read as Parquet: " + reason(e));
        }
    }

    /** What the library says, where it says so on purpose. */
    private static String reason(Exception e) {
        boolean isMeant = e instanceof IOException
                || e instanceof UncheckedIOException
                || e instanceof IllegalStateException
                || e instanceof UnsupportedOperationException;
        return isMeant && e.getMessage() != null ? e.getMessage() : "it is damaged";
    }

    /**
     * Reads a file whose features must be those of another.
     *
     * @param file in any of the formats
     * @param like the rows that were read first
     * @return its rows, with the same columns
     * @throws UserException also if the columns differ
     * @throws IOException if it can't be read
     */
    public LabelledRows read(Path file, LabelledRows like) throws IOException {
        LabelledRows rows = read(file);
        if (rows.isSparse() != like.isSparse()) {
            throw UserException.in(file, "is " + form(rows) + ", " + like.source() + " is " + form(like));
        }
        boolean narrower = rows.isSparse() && rows.columns() < like.columns();
        if (rows.columns() != like.columns() && !narrower) {
            throw UserException.in(
                    file, "has " + rows.columns() + " features, " + like.source() + " has " + like.columns());
        }
        if (!rows.names().isEmpty() && !like.names().isEmpty() && !rows.names().equals(like.names())) {
            throw UserException.in(file, "names other columns than " + like.source());
        }
        return narrower ? rows.widened(like.columns()) : rows;
    }

    private static String form(LabelledRows rows) {
        return rows.isSparse() ? "sparse" : "dense";
    }
}
