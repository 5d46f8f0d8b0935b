package org.hypersimplex.experiments.table;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.hypersimplex.cli.failure.Quote;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.problem.Batch;

/**
 * Reads rows from a Parquet file with columns of numbers, of text or of times; a null is a missing value. Text becomes
 * numbers by {@link Categories}, times by {@link ParquetFeature}.
 */
final class ParquetRows {
    /** Silences the library's remarks on its own speed. Kept here, as the JDK itself holds loggers only weakly. */
    private static final Logger REMARKS = Logger.getLogger("dev.hardwood");

    static {
        REMARKS.setLevel(Level.WARNING);
    }

    private final String file;
    private final ParquetFileReader reader;
    private final ParquetClaims claims;
    private final ColumnChoice choice;

    private final Categories categories;

    private ParquetRows(
            String file, ParquetFileReader reader, ParquetClaims claims, ColumnChoice choice, Categories categories) {
        this.file = file;
        this.reader = reader;
        this.claims = claims;
        this.choice = choice;
        this.categories = categories;
    }

    static LabelledRows read(Path file, ColumnChoice choice, Categories categories) throws IOException {
        try (ParquetClaims claims = ParquetClaims.of(file)) {
            claims.requireFooter();
            try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
                return new ParquetRows(file.toString(), reader, claims, choice, categories).read();
            }
        }
    }

    private LabelledRows read() throws IOException {
        List<ColumnSchema> columns = reader.getFileSchema().getColumns();
        List<String> names = columns.stream().map(ColumnSchema::name).toList();
        ColumnSchema label = numeric(columns.get(choice.labelIndex(file, names)), "labels");
        List<ParquetFeature> features = new ArrayList<>();
        for (int index : choice.featureIndices(file, names)) {
            features.addAll(features(columns.get(index)));
        }
        long count = reader.getFileMetaData().numRows();
        if (count < 1 || count * features.size() > Integer.MAX_VALUE - 8) {
            throw UserException.in(
                    file,
                    count + " rows of " + features.size() + " features are " + (count < 1 ? "too few" : "too many"));
        }
        float[] labels = labels(label, (int) count);
        float[] values = new float[(int) count * features.size()];
        for (int f = 0; f < features.size(); f++) {
            int to = f;
            each(
                    features.get(f).column(),
                    features.get(f).cells(),
                    (row, number) -> values[row * features.size() + to] =
                            rounded(file, row, features.get(to).name(), number));
        }
        LabelledRows rows = LabelledRows.dense(
                file, features.stream().map(ParquetFeature::name).toList(), features.size(), labels, values);
        int weight = choice.weightIndex(file, names);
        int group = choice.groupIndex(file, names);
        LabelledRows weighted = weight == ColumnChoice.NONE
                ? rows
                : rows.withWeights(weights(numeric(columns.get(weight), "weights"), (int) count));
        return group == ColumnChoice.NONE
                ? weighted
                : groups(columns.get(group)).sort(weighted);
    }

    /** Checks that a column holds plain numbers. */
    private ColumnSchema numeric(ColumnSchema column, String what) throws IOException {
        if (!ParquetFeature.isFlat(column) || !ParquetFeature.isNumber(column.type())) {
            throw UserException.in(
                    file, "column " + Quote.shown(column.name()) + " holds no " + what + " (" + column.type() + ")");
        }
        requireClaims(column);
        return column;
    }

    private float[] weights(ColumnSchema column, int count) {
        float[] weights = new float[count];
        each(column, batches -> ParquetFeature.numbers(batches, column.type()), (row, number) -> {
            if (!ColumnChoice.isWeight(number)) {
                throw refused(column, row, ColumnChoice.weightRefusal(text(number)));
            }
            weights[row] = (float) number;
        });
        return weights;
    }

    /** The group of every row, which words name or numbers. */
    private RowGroups.Builder groups(ColumnSchema column) throws IOException {
        RowGroups.Builder groups = new RowGroups.Builder();
        boolean words = ParquetFeature.isFlat(column) && column.logicalType() instanceof LogicalType.StringType;
        if (!words) {
            numeric(column, "groups");
        }
        requireClaims(column);
        batches(column, (batches, first) -> {
            IntFunction<String> names = words ? named(batches.getStrings()) : numbered(batches, column);
            Validity validity = batches.getLeafValidity();
            for (int i = 0; i < batches.getRecordCount(); i++) {
                if (validity.isNull(i)) {
                    throw refused(column, first + i, "a group must not be missing");
                }
                groups.add(names.apply(i));
            }
        });
        return groups;
    }

    private static IntFunction<String> named(String[] words) {
        return i -> words[i];
    }

    /** Whole numbers without a point, as they are in text. */
    private static IntFunction<String> numbered(ColumnReader batches, ColumnSchema column) {
        IntToDoubleFunction numbers = ParquetFeature.numbers(batches, column.type());
        return i -> {
            double number = numbers.applyAsDouble(i);
            return number == (long) number ? Long.toString((long) number) : Double.toString(number);
        };
    }

    private UserException refused(ColumnSchema column, int row, String refusal) {
        return UserException.in(file + ", row " + (row + 1) + ", column " + Quote.shown(column.name()), refusal);
    }

    private static String text(double number) {
        return Double.isNaN(number) ? "missing" : Double.toString(number);
    }

    private void requireClaims(ColumnSchema column) throws IOException {
        claims.requireColumn(reader.getFileMetaData(), column.columnIndex());
    }

    /** A number as a float, refused if it is too large for one. */
    static float rounded(String file, int row, String column, double number) {
        float rounded = (float) number;
        if (Float.isInfinite(rounded) && !Double.isInfinite(number)) {
            throw UserException.in(
                    file + ", row " + (row + 1) + ", column " + Quote.shown(column),
                    number + " is too large for a float");
        }
        return rounded;
    }

    private List<ParquetFeature> features(ColumnSchema column) throws IOException {
        List<ParquetFeature> features = ParquetFeature.of(column, categories);
        if (features.isEmpty()) {
            throw UserException.in(
                    file,
                    "column " + Quote.shown(column.name()) + " holds neither numbers, nor text, nor times ("
                            + column.type() + "); leave it out with --ignore");
        }
        requireClaims(column);
        if (column.logicalType() instanceof LogicalType.StringType && !categories.knows(column.name())) {
            SortedSet<String> words = new TreeSet<>();
            batches(column, (batches, first) -> {
                String[] batch = batches.getStrings();
                Validity validity = batches.getLeafValidity();
                IntStream.range(0, batches.getRecordCount())
                        .filter(i -> !validity.isNull(i))
                        .forEach(i -> words.add(batch[i]));
            });
            categories.learn(column.name(), words);
        }
        return features;
    }

    private float[] labels(ColumnSchema column, int count) {
        float[] labels = new float[count];
        each(column, batches -> ParquetFeature.numbers(batches, column.type()), (row, number) -> {
            labels[row] = choice.label(number);
            if (Float.isNaN(labels[row])) {
                throw refused(column, row, choice.refusal(text(number)));
            }
        });
        return labels;
    }

    private interface Cell {
        void take(int row, double number);
    }

    /** Every cell of a column as a number, NaN if it is null. */
    private void each(ColumnSchema column, ParquetFeature.Cells cells, Cell cell) {
        batches(column, (batches, first) -> {
            IntToDoubleFunction numbers = cells.of(batches);
            Validity validity = batches.getLeafValidity();
            for (int i = 0; i < batches.getRecordCount(); i++) {
                cell.take(first + i, validity.isNull(i) ? Double.NaN : numbers.applyAsDouble(i));
            }
        });
    }

    private interface Batch {
        void at(ColumnReader batches, int firstRow);
    }

    private void batches(ColumnSchema column, Batch batch) {
        int row = 0;
        try (ColumnReader batches = reader.columnReader(column.columnIndex())) {
            while (batches.nextBatch()) {
                batch.at(batches, row);
                row += batches.getRecordCount();
            }
        }
        if (row != reader.getFileMetaData().numRows()) {
            throw UserException.in(
                    file,
                    "column " + Quote.shown(column.name()) + " has " + row + " values for "
                            + reader.getFileMetaData().numRows() + " rows");
        }
    }
}
