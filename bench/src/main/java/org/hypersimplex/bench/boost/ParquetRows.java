package org.hypersimplex.bench.boost;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hypersimplex.bench.data.DataException;

/** Reads rows from a Parquet file: columns of numbers, of which a null is missing. */
final class ParquetRows {
    /** The library's remarks on its own speed are nobody's business; held here, as loggers are only weakly reachable. */
    private static final Logger REMARKS = Logger.getLogger("dev.hardwood");

    static {
        REMARKS.setLevel(Level.WARNING);
    }

    private final String file;
    private final ParquetFileReader reader;
    private final ColumnChoice choice;

    private ParquetRows(String file, ParquetFileReader reader, ColumnChoice choice) {
        this.file = file;
        this.reader = reader;
        this.choice = choice;
    }

    static LabelledRows read(Path file, ColumnChoice choice) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
            return new ParquetRows(file.toString(), reader, choice).read();
        }
    }

    private LabelledRows read() {
        List<ColumnSchema> columns = reader.getFileSchema().getColumns();
        List<String> names = columns.stream().map(ColumnSchema::name).toList();
        int labelIndex = choice.labelIndex(file, names);
        int[] features = choice.featureIndices(file, names);
        long count = reader.getFileMetaData().numRows();
        if (count < 1 || count * features.length > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    file,
                    count + " rows of " + features.length + " features are " + (count < 1 ? "too few" : "too many"));
        }
        float[] labels = new float[(int) count];
        each(columns.get(labelIndex), (row, number) -> {
            labels[row] = choice.label(number);
            if (Float.isNaN(labels[row])) {
                throw new DataException(
                        file + ", row " + (row + 1) + ", column " + names.get(labelIndex),
                        choice.refusal(Double.isNaN(number) ? "missing" : Double.toString(number)));
            }
        });
        float[] values = new float[(int) count * features.length];
        List<String> kept = new ArrayList<>();
        for (int f = 0; f < features.length; f++) {
            int to = f;
            each(columns.get(features[f]), (row, number) -> values[row * features.length + to] = (float) number);
            kept.add(names.get(features[f]));
        }
        return LabelledRows.dense(file, kept, features.length, labels, values);
    }

    private interface Cell {
        void take(int row, double number);
    }

    private void each(ColumnSchema column, Cell cell) {
        if (column.maxRepetitionLevel() > 0 || column.maxDefinitionLevel() > 1 || !isNumber(column.type())) {
            throw new DataException(
                    file,
                    "column " + column.name() + " holds no plain numbers (" + column.type()
                            + "); leave it out with --ignore");
        }
        int row = 0;
        try (ColumnReader batches = reader.columnReader(column.columnIndex())) {
            while (batches.nextBatch()) {
                IntToDoubleFunction numbers = numbers(batches, column.type());
                Validity validity = batches.getLeafValidity();
                for (int i = 0; i < batches.getRecordCount(); i++) {
                    cell.take(row++, validity.isNull(i) ? Double.NaN : numbers.applyAsDouble(i));
                }
            }
        }
    }

    private static boolean isNumber(PhysicalType type) {
        return switch (type) {
            case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> true;
            default -> false;
        };
    }

    private static IntToDoubleFunction numbers(ColumnReader batches, PhysicalType type) {
        switch (type) {
            case BOOLEAN -> {
                boolean[] batch = batches.getBooleans();
                return i -> batch[i] ? 1 : 0;
            }
            case INT32 -> {
                int[] batch = batches.getInts();
                return i -> batch[i];
            }
            case INT64 -> {
                long[] batch = batches.getLongs();
                return i -> (double) batch[i];
            }
            case FLOAT -> {
                float[] batch = batches.getFloats();
                return i -> batch[i];
            }
            default -> {
                double[] batch = batches.getDoubles();
                return i -> batch[i];
            }
        }
    }
}
