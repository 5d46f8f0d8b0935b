package org.hypersimplex.cli.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.problem.Precision;

/**
 * Reads a matrix from text: one row a line, numbers separated by commas or white space. Blank lines are allowed only at
 * the end of the text, so that row r always stands on line r + 1.
 */
final class TextReader {
    private static final int END_OF_INPUT = -1;
    /** Room for a number at first, far more than most have. */
    private static final int USUAL_NUMBER = 1 << 12;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String file;
    private final InputStream in;
    private final Precision precision;
    private final NumberBuffer numbers;

    private final byte[] chunk = new byte[1 << 16];
    private int next;
    private int limit;
    private boolean ended;

    private byte[] token = new byte[USUAL_NUMBER];
    private int tokenLength;

    private int rows;
    private int columns;
    private int inLine;
    private boolean commaWaits;
    private long line = 1;
    /** How many characters of this line were consumed: the position of the last of them, counted from 1. */
    private long column;

    TextReader(String file, InputStream in, Precision precision) {
        this.file = file;
        this.in = in;
        this.precision = precision;
        this.numbers = new NumberBuffer(precision);
    }

    Matrix read() throws IOException {
        skipByteOrderMark();
        int c;
        while ((c = peek()) != END_OF_INPUT) {
            if (c == '\n') {
                endLine();
                consume();
                line++;
                column = 0;
            } else if (c == ',') {
                consume();
                if (inLine == 0 || commaWaits) {
                    throw error(column, "a number is missing before the comma");
                }
                commaWaits = true;
            } else if (isBlank(c)) {
                consume();
            } else {
                number();
            }
        }
        endLine();
        if (rows == 0) {
            throw UserException.in(file, "no numbers");
        }
        return new Matrix(file, true, rows, columns, false, numbers.toValues());
    }

    private void number() throws IOException {
        if (inLine == 0 && rows < line - 1) {
            throw UserException.at(file, rows + 1L, "blank line");
        }
        long start = column + 1;
        readToken(start);
        numbers.add(parse(start));
        inLine++;
        commaWaits = false;
    }

    private void endLine() {
        if (commaWaits) {
            throw error(column + 1, "a number is missing after the comma");
        }
        if (inLine == 0) {
            return;
        }
        if (rows == 0) {
            columns = inLine;
        } else if (inLine != columns) {
            throw UserException.at(file, line, count(inLine) + ", the lines before have " + columns);
        }
        rows++;
        inLine = 0;
    }

    private void readToken(long start) throws IOException {
        tokenLength = 0;
        int c;
        while ((c = peek()) != END_OF_INPUT && c != ',' && !isBlank(c) && c != '\n') {
            if (tokenLength == token.length) {
                // A file that is no text may be one word of any length, which need not be held to be refused.
                if (!NumberText.isDecimal(word())) {
                    throw notANumber(start);
                }
                token = Arrays.copyOf(token, grown());
            }
            token[tokenLength++] = (byte) c;
            consume();
        }
    }

    private int grown() {
        if (tokenLength == NumberBuffer.MAXIMUM_SIZE) {
            throw UserException.at(file, line, "a number has more than " + NumberBuffer.MAXIMUM_SIZE + " characters");
        }
        return (int) Math.min(NumberBuffer.MAXIMUM_SIZE, tokenLength * 2L);
    }

    private String word() {
        return new String(token, 0, tokenLength, StandardCharsets.ISO_8859_1);
    }

    private double parse(long start) {
        String word = word();
        return NumberText.isDecimal(word) ? decimal(word, start) : infinity(word, start);
    }

    private double decimal(String word, long start) {
        double number;
        try {
            number = precision == Precision.FLOAT ? Float.parseFloat(word) : Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw notANumber(start);
        }
        if (Double.isInfinite(number)) {
            throw error(
                    start, quoted() + " is too large for a " + precision.name().toLowerCase(Locale.ROOT));
        }
        return number;
    }

    private double infinity(String word, long start) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan", "+nan", "-nan" -> throw error(start, "nan is not allowed");
            default -> throw notANumber(start);
        };
    }

    private UserException notANumber(long start) {
        return error(start, quoted() + " is not a number");
    }

    private String quoted() {
        return NumberText.quoted(new String(token, 0, tokenLength, StandardCharsets.UTF_8));
    }

    private static String count(int numbers) {
        return numbers == 1 ? "1 number" : numbers + " numbers";
    }

    private UserException error(long column, String message) {
        return UserException.at(file, line, column, message);
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == 0x0B;
    }

    private void skipByteOrderMark() throws IOException {
        if (peek() == (BYTE_ORDER_MARK[0] & 0xFF)
                && limit >= BYTE_ORDER_MARK.length
                && Arrays.equals(chunk, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            next = BYTE_ORDER_MARK.length;
        }
    }

    private int peek() throws IOException {
        if (next == limit && !ended) {
            next = 0;
            limit = in.readNBytes(chunk, 0, chunk.length);
            ended = limit < chunk.length;
        }
        return next == limit ? END_OF_INPUT : chunk[next] & 0xFF;
    }

    private void consume() {
        // Of a character in UTF-8 only the first byte counts.
        if ((chunk[next++] & 0xC0) != 0x80) {
            column++;
        }
    }
}
