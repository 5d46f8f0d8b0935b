package org.hypersimplex.experiments.table;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a Parquet file claims about itself before the library reads it, which believes every length: it would
 * allocate what a damaged one says, wait forever for bytes that a column doesn't have, or write behind its own memory. Source: the format's own
 * definition, parquet.thrift.
 */
final class ParquetClaims implements AutoCloseable {
    private static final int MAGIC = 4;
    private static final int DATA_PAGE = 0;
    private static final int DATA_PAGE_2 = 3;

    /** Bytes that are looked at for a page's header at first; those with statistics may be longer. */
    private static final int USUAL_HEADER = 1 << 10;

    /** A page this long may be compressed as well as it likes. */
    private static final long SMALL_PAGE = 1 << 16;

    /** Bytes of the longest number that Snappy begins with. */
    private static final int LONGEST_LENGTH = 5;

    private final FileChannel file;
    private final Set<Integer> checked = new HashSet<>();
    /** Bytes of the columns checked. */
    private long claimed;

    private ParquetClaims(FileChannel file) {
        this.file = file;
    }

    /** Opens a file; the caller's to close. */
    static ParquetClaims of(Path file) throws IOException {
        return new ParquetClaims(FileChannel.open(file, StandardOpenOption.READ));
    }

    /** Checks that the metadata at the end are well-formed. */
    void requireFooter() throws IOException {
        long end = file.size() - Integer.BYTES - MAGIC;
        if (end < MAGIC) {
            throw new IOException("it is too short");
        }
        long length = bytes(end, Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length <= 0 || length > end - MAGIC) {
            throw new IOException("its metadata would have " + length + " bytes");
        }
        try {
            ParquetStruct.FILE.require(ThriftStruct.read(bytes(end - length, (int) length)));
        } catch (BufferUnderflowException e) {
            throw new IOException("its metadata end early", e);
        }
    }

    /**
     * Checks that all groups have the column, and that its pages are there and hold a value for every row.
     *
     * @param metadata of the file
     * @param column a flat one
     */
    void requireColumn(FileMetaData metadata, int column) throws IOException {
        long rows = 0;
        boolean isNew = checked.add(column);
        for (RowGroup group : metadata.rowGroups()) {
            if (group.numRows() < 0 || column >= group.columns().size()) {
                throw new IOException("a group of rows is without column " + (column + 1));
            }
            ColumnChunk chunk = group.columns().get(column);
            requirePages(chunk, group.numRows());
            claimed += isNew ? chunk.metaData().totalCompressedSize() : 0;
            rows += group.numRows();
        }
        // Else the same bytes would be taken for several columns, and each time be allocated anew.
        if (claimed > file.size()) {
            throw new IOException("its columns would have more bytes than it has");
        }
        if (rows != metadata.numRows()) {
            throw new IOException("it has " + rows + " rows, and claims to have " + metadata.numRows());
        }
    }

    private void requirePages(ColumnChunk chunk, long rows) throws IOException {
        long at = chunk.chunkStartOffset();
        long end = at + chunk.metaData().totalCompressedSize();
        if (at < MAGIC || end < at || end > file.size()) {
            throw new IOException("a column would be behind its end");
        }
        List<Page> pages = new ArrayList<>();
        long values = 0;
        while (at < end && values < rows) {
            Page page = page(at, end);
            page.requireSizes(end, mostCompressed(chunk.metaData().codec()));
            requireSnappy(page, chunk.metaData().codec());
            if (page.isData()) {
                pages.add(page);
            }
            values += page.values();
            at = page.end();
        }
        if (values != rows || chunk.metaData().numValues() != rows) {
            throw new IOException("a column has another number of values than there are rows");
        }
        requireIndex(chunk, pages);
    }

    /**
     * The header of a page, and where it lies.
     *
     * @param start of the header
     * @param body behind the header
     * @param header in the format's words
     */
    private record Page(long start, long body, ThriftStruct header) {
        /** A data page's own part of the header. */
        @Nullable
        ThriftStruct data() {
            return header.number(1) == DATA_PAGE
                    ? header.struct(5)
                    : header.number(1) == DATA_PAGE_2 ? header.struct(8) : null;
        }

        boolean isData() {
            return data() != null;
        }

        long values() {
            return data() == null ? 0 : data().number(1);
        }

        long uncompressed() {
            return header.number(2);
        }

        long compressed() {
            return header.number(3);
        }

        long end() {
            return body + compressed();
        }

        /** Bytes before those that may be compressed; the second kind of page has some. */
        long levels() {
            return header.number(1) == DATA_PAGE_2 && data() != null ? data().number(5) + data().number(6) : 0;
        }

        boolean isCompressed() {
            return data() == null || !data().has(7) || data().number(7) != 0;
        }

        void requireSizes(long chunkEnd, long most) throws IOException {
            ParquetStruct.PAGE.require(header);
            if (compressed() < 0 || compressed() > chunkEnd - body) {
                throw new IOException("a page goes on behind its column");
            }
            if (uncompressed() < 0 || uncompressed() > SMALL_PAGE + most * compressed()) {
                throw new IOException("a page of " + compressed() + " bytes would have " + uncompressed());
            }
            ThriftStruct dictionary = header.struct(7);
            long words = dictionary == null ? 0 : dictionary.number(1);
            if (words < 0 || words > uncompressed() || values() < 0 || values() > Integer.MAX_VALUE) {
                throw new IOException("a page of " + uncompressed() + " bytes would have " + words + " words and "
                        + values() + " values");
            }
            boolean isWithin = levels() <= compressed() && levels() <= uncompressed();
            if (data() != null && (!isWithin || data().number(5) < 0 || data().number(6) < 0)) {
                throw new IOException("the levels of a page go on behind it");
            }
        }
    }

    /** How many bytes one compressed byte may stand for: no bytes of the method do better. */
    private static long mostCompressed(CompressionCodec codec) {
        return switch (codec) {
            case UNCOMPRESSED -> 1;
            case SNAPPY -> 32;
            case LZ4, LZ4_RAW -> 255;
            case GZIP -> 1032;
            case LZO, BROTLI, ZSTD -> 1 << 15;
        };
    }

    private Page page(long at, long end) throws IOException {
        for (long length = USUAL_HEADER; ; length *= 8) {
            ByteBuffer bytes = bytes(at, (int) Math.min(Math.min(length, Integer.MAX_VALUE - 8), end - at));
            try {
                ThriftStruct header = ThriftStruct.read(bytes);
                return new Page(at, at + bytes.position(), header);
            } catch (BufferUnderflowException e) {
                if (length >= end - at) {
                    throw new IOException("the header of a page goes on behind its column", e);
                }
            }
        }
    }

    /**
     * Checks that compressed bytes say the length that their page says: what is longer would be written behind the end of the
     * library's memory.
     */
    private void requireSnappy(Page page, CompressionCodec codec) throws IOException {
        long start = page.body() + page.levels();
        if (codec != CompressionCodec.SNAPPY || !page.isCompressed() || start == page.end()) {
            return;
        }
        ByteBuffer head = bytes(start, (int) Math.min(LONGEST_LENGTH, page.end() - start));
        long length = 0;
        int shift = 0;
        byte next = -1;
        while (next < 0 && head.hasRemaining()) {
            next = head.get();
            length |= (next & 0x7FL) << shift;
            shift += 7;
        }
        if (length != page.uncompressed() - page.levels()) {
            throw new IOException("a page of " + page.uncompressed() + " bytes has " + length + " compressed");
        }
    }

    /** Checks that an index of the pages, by which the library would find them, is of these pages. */
    private void requireIndex(ColumnChunk chunk, List<Page> pages) throws IOException {
        Long start = chunk.offsetIndexOffset();
        Integer length = chunk.offsetIndexLength();
        if (start == null || length == null) {
            return;
        }
        if (start < MAGIC || length < 0 || start > file.size() - length) {
            throw new IOException("the index of a column would be behind its end");
        }
        List<ThriftStruct> index;
        try {
            ThriftStruct read = ThriftStruct.read(bytes(start, length));
            ParquetStruct.INDEX.require(read);
            index = read.list(1);
        } catch (BufferUnderflowException e) {
            throw new IOException("the index of a column ends early", e);
        }
        boolean isOfPages = index.size() == pages.size();
        for (int i = 0; i < pages.size() && isOfPages; i++) {
            Page page = pages.get(i);
            isOfPages = index.get(i).number(1) == page.start() && index.get(i).number(2) == page.end() - page.start();
        }
        if (!isOfPages) {
            throw new IOException("the index of a column is not of its pages");
        }
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("it ends early");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
