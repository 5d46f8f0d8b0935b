package org.hypersimplex.experiments.table;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A struct in Thrift's compact protocol, which the metadata of Parquet files are written in. Its whole numbers, truth values,
 * structs and lists of structs are kept; all else is walked over. Nothing is allocated by a length that the
 * bytes claim. Source: the protocol's specification, thrift-compact-protocol.md.
 */
final class ThriftStruct {
    /** Deeper than any metadata are. */
    private static final int DEEPEST = 32;

    /** Types of fields, as the protocol numbers them; a truth value is of either of two. */
    static final int TRUE = 1;

    private static final int FALSE = 2;
    static final int BYTE = 3;
    static final int SHORT = 4;
    static final int INT = 5;
    static final int LONG = 6;
    static final int DOUBLE = 7;
    static final int BINARY = 8;
    static final int LIST = 9;
    static final int STRUCT = 12;

    private final Map<Integer, Integer> types = new HashMap<>();
    private final Map<Integer, Long> numbers = new HashMap<>();
    private final Map<Integer, ThriftStruct> structs = new HashMap<>();
    private final Map<Integer, List<ThriftStruct>> lists = new HashMap<>();
    /** What lists hold that aren't empty. */
    private final Map<Integer, Integer> elements = new HashMap<>();

    private ThriftStruct() {}

    /**
     * Reads a struct.
     *
     * @param bytes from its first; the position is left behind its last
     * @throws IOException if it is none
     * @throws BufferUnderflowException if it goes on behind the bytes
     */
    static ThriftStruct read(ByteBuffer bytes) throws IOException {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        return read(bytes, 0);
    }

    /** A whole number by the id of its field, 0 if there is none; a truth value is 1 or 0. */
    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    boolean has(int field) {
        return types.containsKey(field);
    }

    /** Whether a field, if it is there, is of a type. */
    boolean isOf(int field, int type) {
        int actual = types.getOrDefault(field, type);
        return actual == type || (type == TRUE && actual == FALSE);
    }

    /** Whether a field, if it is a list of something, holds elements of this type. */
    boolean holds(int field, int type) {
        return elements.getOrDefault(field, type) == type;
    }

    /** A list of structs by the id of its field. */
    List<ThriftStruct> list(int field) {
        return lists.getOrDefault(field, List.of());
    }

    /** A struct by the id of its field. */
    @Nullable
    ThriftStruct struct(int field) {
        return structs.get(field);
    }

    private static ThriftStruct read(ByteBuffer bytes, int depth) throws IOException {
        ThriftStruct struct = new ThriftStruct();
        int field = 0;
        for (int head = bytes.get() & 0xFF; head != 0; head = bytes.get() & 0xFF) {
            field = field(bytes, head, field);
            int type = head & 0xF;
            if (struct.types.put(field, type) != null) {
                throw new IOException("its metadata have a field twice");
            }
            switch (type) {
                case TRUE, FALSE -> struct.numbers.put(field, type == TRUE ? 1L : 0L);
                case INT, LONG -> struct.numbers.put(field, zigzag(bytes));
                case LIST -> struct.readList(field, bytes, depth);
                case STRUCT -> struct.structs.put(field, readInner(bytes, depth));
                default -> skip(bytes, type, depth);
            }
        }
        return struct;
    }

    private static ThriftStruct readInner(ByteBuffer bytes, int depth) throws IOException {
        requireDepth(depth + 1);
        return read(bytes, depth + 1);
    }

    private void readList(int field, ByteBuffer bytes, int depth) throws IOException {
        int head = bytes.get() & 0xFF;
        int type = head & 0xF;
        int size = count(bytes, head >>> 4 == 15 ? varint(bytes) : head >>> 4);
        if (size > 0) {
            elements.put(field, type);
        }
        List<ThriftStruct> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (type == STRUCT) {
                list.add(readInner(bytes, depth));
            } else {
                skip(bytes, type, depth + 1);
            }
        }
        lists.put(field, list);
    }

    private static int field(ByteBuffer bytes, int head, int before) throws IOException {
        int step = head >>> 4;
        return step == 0 ? (short) zigzag(bytes) : (short) (before + step);
    }

    private static void requireDepth(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("its metadata are nested too deeply");
        }
    }

    private static void skip(ByteBuffer bytes, int type, int depth) throws IOException {
        requireDepth(depth);
        switch (type) {
            // Readers don't agree on how many bytes they take.
            case TRUE, FALSE -> throw new IOException("its metadata have a list of truth values");
            case BYTE -> bytes.get();
            case SHORT, INT, LONG -> zigzag(bytes);
            case DOUBLE -> bytes.getDouble();
            case BINARY -> {
                int length = count(bytes, varint(bytes));
                bytes.position(bytes.position() + length);
            }
            case LIST, 10 -> {
                int head = bytes.get() & 0xFF;
                int size = count(bytes, head >>> 4 == 15 ? varint(bytes) : head >>> 4);
                for (int i = 0; i < size; i++) {
                    skip(bytes, head & 0xF, depth + 1);
                }
            }
            case 11 -> {
                int size = count(bytes, varint(bytes));
                int types = size == 0 ? 0 : bytes.get() & 0xFF;
                for (int i = 0; i < size; i++) {
                    skip(bytes, types >>> 4, depth + 1);
                    skip(bytes, types & 0xF, depth + 1);
                }
            }
            case STRUCT -> {
                for (int head = bytes.get() & 0xFF; head != 0; head = bytes.get() & 0xFF) {
                    field(bytes, head, 0);
                    // In a struct, unlike in a list, a truth value is in its type.
                    int inner = head & 0xF;
                    if (inner != TRUE && inner != FALSE) {
                        skip(bytes, inner, depth + 1);
                    }
                }
            }
            default -> throw new IOException("its metadata have a field of the unknown type " + type);
        }
    }

    /** A number of bytes, or of elements, each of which takes a byte at least. */
    private static int count(ByteBuffer bytes, long claimed) {
        if (claimed < 0 || claimed > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        return (int) claimed;
    }

    private static long zigzag(ByteBuffer bytes) throws IOException {
        long number = varint(bytes);
        return number >>> 1 ^ -(number & 1);
    }

    private static long varint(ByteBuffer bytes) throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IOException("its metadata have a number of more than 64 bits");
    }
}
