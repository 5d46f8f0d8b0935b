package org.hypersimplex.experiments.table;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A feature that comes from a column of a Parquet file.
 *
 * @param name of the feature
 * @param column that it comes from
 * @param cells its numbers
 */
record ParquetFeature(String name, ColumnSchema column, Cells cells) {
    /** Gives the numbers of the batch that a reader is at. */
    interface Cells {
        IntToDoubleFunction of(ColumnReader batches);
    }

    /**
     * The features of a column: one, or several for dates and times, as trees can make little of a count of
     * microseconds.
     *
     * @param categories the words of text columns
     * @return none if the column holds neither plain numbers, nor words, nor times
     */
    static List<ParquetFeature> of(ColumnSchema column, Categories categories) {
        if (!isFlat(column)) {
            return List.of();
        }
        LogicalType type = column.logicalType();
        if (type instanceof LogicalType.StringType) {
            return List.of(new ParquetFeature(column.name(), column, batches -> {
                String[] words = batches.getStrings();
                return i -> categories.number(column.name(), words[i]);
            }));
        }
        if (type instanceof LogicalType.DateType) {
            return calendar(column, 1);
        }
        if (type instanceof LogicalType.TimestampType timestamp) {
            long day = 86_400_000L
                    * switch (timestamp.unit()) {
                        case MILLIS -> 1;
                        case MICROS -> 1_000;
                        case NANOS -> 1_000_000;
                    };
            List<ParquetFeature> features = new ArrayList<>(calendar(column, day));
            features.add(new ParquetFeature(column.name() + ".hour", column, batches -> {
                IntToDoubleFunction times = numbers(batches, column.type());
                return i -> 24.0 * Math.floorMod((long) times.applyAsDouble(i), day) / day;
            }));
            return features;
        }
        return isNumber(column.type())
                ? List.of(new ParquetFeature(column.name(), column, batches -> numbers(batches, column.type())))
                : List.of();
    }

    private interface PartOfDate {
        int of(LocalDate date);
    }

    private static List<ParquetFeature> calendar(ColumnSchema column, long day) {
        return List.of(
                dated(column, day, "month", LocalDate::getMonthValue),
                dated(column, day, "day", LocalDate::getDayOfMonth),
                dated(column, day, "weekday", date -> date.getDayOfWeek().getValue()));
    }

    private static ParquetFeature dated(ColumnSchema column, long day, String name, PartOfDate part) {
        return new ParquetFeature(column.name() + "." + name, column, batches -> {
            IntToDoubleFunction times = numbers(batches, column.type());
            return i -> part.of(LocalDate.ofEpochDay(Math.floorDiv((long) times.applyAsDouble(i), day)));
        });
    }

    /** Whether a row has one value of the column, or none. */
    static boolean isFlat(ColumnSchema column) {
        return column.maxRepetitionLevel() == 0 && column.maxDefinitionLevel() <= 1;
    }

    static boolean isNumber(PhysicalType type) {
        return switch (type) {
            case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> true;
            default -> false;
        };
    }

    /**
     * Numbers as they stand. Integers are exact up to 2^53, and the microseconds of any date of interest are below
     * that.
     */
    static IntToDoubleFunction numbers(ColumnReader batches, PhysicalType type) {
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
