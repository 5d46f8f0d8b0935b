package org.hypersimplex.experiments.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The structs of Parquet's metadata: which field is of which type. The library that reads them believes that fields are of
 * these types, and where one is not, it takes the bytes of others for lengths. Fields that aren't listed are walked over by
 * every reader. Source: the format's own definition, parquet.thrift.
 */
final class ParquetStruct {
    private static final ParquetStruct EMPTY = new ParquetStruct();
    private static final ParquetStruct STATISTICS = new ParquetStruct()
            .with(ThriftStruct.BINARY, 1, 2, 5, 6)
            .with(ThriftStruct.LONG, 3, 4)
            .with(ThriftStruct.TRUE, 7, 8);
    private static final ParquetStruct KEY_VALUE = new ParquetStruct().with(ThriftStruct.BINARY, 1, 2);

    /** The header of a page. */
    static final ParquetStruct PAGE = new ParquetStruct()
            .with(ThriftStruct.INT, 1, 2, 3, 4)
            .with(new ParquetStruct().with(ThriftStruct.INT, 1, 2, 3, 4).with(STATISTICS, 5), 5)
            .with(EMPTY, 6)
            .with(new ParquetStruct().with(ThriftStruct.INT, 1, 2).with(ThriftStruct.TRUE, 3), 7)
            .with(
                    new ParquetStruct()
                            .with(ThriftStruct.INT, 1, 2, 3, 4, 5, 6)
                            .with(ThriftStruct.TRUE, 7)
                            .with(STATISTICS, 8),
                    8);

    /** Where the pages of a column are. */
    static final ParquetStruct INDEX = new ParquetStruct()
            .withList(new ParquetStruct().with(ThriftStruct.LONG, 1, 3).with(ThriftStruct.INT, 2), 1)
            .withList(ThriftStruct.LONG, 2);

    /** The metadata at the end of a file. */
    static final ParquetStruct FILE = new ParquetStruct()
            .with(ThriftStruct.INT, 1)
            .withList(schema(), 2)
            .with(ThriftStruct.LONG, 3)
            .withList(group(), 4)
            .withList(KEY_VALUE, 5)
            .with(ThriftStruct.BINARY, 6, 9)
            .withList(new ParquetStruct().with(EMPTY, 1), 7)
            .with(EMPTY, 8);

    private final Map<Integer, Integer> types = new HashMap<>();
    private final Map<Integer, Integer> elements = new HashMap<>();
    private final Map<Integer, ParquetStruct> structs = new HashMap<>();

    private ParquetStruct() {}

    private static ParquetStruct schema() {
        ParquetStruct time =
                new ParquetStruct().with(ThriftStruct.TRUE, 1).with(new ParquetStruct().with(EMPTY, 1, 2, 3), 2);
        ParquetStruct logicalType = new ParquetStruct()
                .with(EMPTY, 1, 2, 3, 4, 6, 11, 12, 13, 14, 15)
                .with(new ParquetStruct().with(ThriftStruct.INT, 1, 2), 5)
                .with(time, 7, 8)
                .with(new ParquetStruct().with(ThriftStruct.BYTE, 1).with(ThriftStruct.TRUE, 2), 10)
                .with(new ParquetStruct().with(ThriftStruct.BYTE, 1), 16)
                .with(new ParquetStruct().with(ThriftStruct.BINARY, 1), 17)
                .with(new ParquetStruct().with(ThriftStruct.BINARY, 1).with(ThriftStruct.INT, 2), 18);
        return new ParquetStruct()
                .with(ThriftStruct.INT, 1, 2, 3, 5, 6, 7, 8, 9)
                .with(ThriftStruct.BINARY, 4)
                .with(logicalType, 10);
    }

    private static ParquetStruct group() {
        ParquetStruct box = new ParquetStruct().with(ThriftStruct.DOUBLE, 1, 2, 3, 4, 5, 6, 7, 8);
        ParquetStruct column = new ParquetStruct()
                .with(ThriftStruct.INT, 1, 4, 15)
                .withList(ThriftStruct.INT, 2)
                .withList(ThriftStruct.BINARY, 3)
                .with(ThriftStruct.LONG, 5, 6, 7, 9, 10, 11, 14)
                .withList(KEY_VALUE, 8)
                .with(STATISTICS, 12)
                .withList(new ParquetStruct().with(ThriftStruct.INT, 1, 2, 3), 13)
                .with(
                        new ParquetStruct()
                                .with(ThriftStruct.LONG, 1)
                                .withList(ThriftStruct.LONG, 2)
                                .withList(ThriftStruct.LONG, 3),
                        16)
                .with(new ParquetStruct().with(box, 1).withList(ThriftStruct.INT, 2), 17);
        ParquetStruct key = new ParquetStruct().withList(ThriftStruct.BINARY, 1).with(ThriftStruct.BINARY, 2);
        ParquetStruct chunk = new ParquetStruct()
                .with(ThriftStruct.BINARY, 1, 9)
                .with(ThriftStruct.LONG, 2, 4, 6)
                .with(ThriftStruct.INT, 5, 7)
                .with(column, 3)
                .with(new ParquetStruct().with(EMPTY, 1).with(key, 2), 8);
        ParquetStruct sorting = new ParquetStruct().with(ThriftStruct.INT, 1).with(ThriftStruct.TRUE, 2, 3);
        return new ParquetStruct()
                .withList(chunk, 1)
                .with(ThriftStruct.LONG, 2, 3, 5, 6)
                .withList(sorting, 4)
                .with(ThriftStruct.SHORT, 7);
    }

    private ParquetStruct with(int type, int... fields) {
        for (int field : fields) {
            types.put(field, type);
        }
        return this;
    }

    private ParquetStruct with(ParquetStruct struct, int... fields) {
        for (int field : fields) {
            types.put(field, ThriftStruct.STRUCT);
            structs.put(field, struct);
        }
        return this;
    }

    private ParquetStruct withList(int element, int field) {
        types.put(field, ThriftStruct.LIST);
        elements.put(field, element);
        return this;
    }

    private ParquetStruct withList(ParquetStruct struct, int field) {
        structs.put(field, struct);
        return withList(ThriftStruct.STRUCT, field);
    }

    /**
     * Checks that a struct is one of these.
     *
     * @throws IOException if a field is of another type
     */
    void require(ThriftStruct struct) throws IOException {
        for (Map.Entry<Integer, Integer> field : types.entrySet()) {
            int id = field.getKey();
            if (!struct.isOf(id, field.getValue()) || !struct.holds(id, elements.getOrDefault(id, 0))) {
                throw new IOException("its metadata have a field of another type than they should");
            }
        }
        for (Map.Entry<Integer, ParquetStruct> field : structs.entrySet()) {
            ThriftStruct inner = struct.struct(field.getKey());
            if (inner != null) {
                field.getValue().require(inner);
            }
            for (ThriftStruct element : struct.list(field.getKey())) {
                field.getValue().require(element);
            }
        }
    }
}
