package org.hypersimplex.experiments.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hypersimplex.cli.failure.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsReaderTest {
    private final Path directory;

    RowsReaderTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("rows"), text);
    }

    private static RowsReader reader(String label, String... ignored) {
        return new RowsReader(new ColumnChoice(label, List.of(ignored), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,0.5,-2\n0,,3e1\n",
                "1\t0.5\t-2\r\n0\tNA\t30",
                "late,a,b\n1,.5,-2.0\n\n0, NaN , 30\n",
                "\"late\",\"a\",\"b\"\n\"1\",\"0.5\",\"-2\"\n0,?,30\n"
            })
    void separatorsHeadersQuotesAndMissingValuesAreFree(String text) throws IOException {
        LabelledRows rows = reader("1").read(file(text));
        assertThat(rows.labels()).containsExactly(1, 0);
        assertThat(rows.values()).containsExactly(0.5f, -2, Float.NaN, 30);
        assertThat(rows.names()).isEqualTo(text.contains("late") ? List.of("a", "b") : List.of());
    }

    @Test
    void betweenQuotationMarksASeparatorIsPartOfTheField() throws IOException {
        LabelledRows rows =
                reader("late", "who").read(file("late,who,\"far, \"\"far\"\"\"\n1,\"Doe, Jane\",2\n0, \"x\" ,3\n"));
        assertThat(rows.names()).containsExactly("far, \"far\"");
        assertThat(rows.labels()).containsExactly(1, 0);
        assertThat(rows.values()).containsExactly(2, 3);
    }

    @Test
    void labelsAreComparedAsTheyStandAndNotAsFloats() throws IOException {
        RowsReader above = new RowsReader(new ColumnChoice("1", List.of(), 0.1));
        assertThat(above.read(file("0.1,1\n0.10000000001,1\n")).labels()).containsExactly(0, 1);
        assertThat(above.read(file("0.1 1:1\n0.10000000001 1:1\n")).labels()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"late", "3"})
    void theLabelIsFoundByNameOrNumberAndIgnoredColumnsAreNotRead(String label) throws IOException {
        LabelledRows rows = reader(label, "who", "2").read(file("who,when,late,far\nx,y,1,7\nz,,0,8\n"));
        assertThat(rows.labels()).containsExactly(1, 0);
        assertThat(rows.values()).containsExactly(7, 8);
        assertThat(rows.names()).containsExactly("far");
    }

    private static RowsReader grouped() {
        return new RowsReader(new ColumnChoice("late", List.of(), null, "trust", "query"));
    }

    @Test
    void rowsAreSortedByTheirGroupsAndKeepTheirWeights() throws IOException {
        LabelledRows rows = grouped()
                .read(file("far,query,late,trust\n1,\"b, c\",1,2\n2,7,0,0.5\n3,\"b, c\",0,0\n4,a,1,1\n5,7,1,3\n"));
        assertThat(rows.names()).containsExactly("far");
        assertThat(rows.values()).containsExactly(1, 3, 2, 5, 4);
        assertThat(rows.labels()).containsExactly(1, 0, 0, 1, 1);
        assertThat(rows.weights()).containsExactly(2, 0, 0.5f, 3, 1);
        RowGroups groups = Objects.requireNonNull(rows.groups());
        assertThat(groups.names()).containsExactly("b, c", "7", "a");
        assertThat(groups.lengths()).containsExactly(2, 2, 1);
        assertThat(groups.ofRows()).containsExactly(0, 0, 1, 1, 2);
        assertThat(rows.training().groups().count()).isEqualTo(3);
        assertThat(rows.training().positives()).containsExactly(1, 1, 1);
    }

    @Test
    void badWeightsAndGroupsAreNamedWithTheirPlace() throws IOException {
        for (String[] bad : new String[][] {
            {"1,a,1,-2", ":2:7: a weight must be finite and at least 0, was '-2'"},
            {"1,a,1,", ":2:7: a weight must be finite and at least 0, was ''"},
            {"1,a,1,x", ":2:7: 'x' is not a number"},
            {"1,NA,1,1", ":2:3: a group must not be missing"}
        }) {
            Path file = file("far,query,late,trust\n" + bad[0] + "\n");
            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> grouped().read(file))
                    .withMessage(file + bad[1]);
        }
    }

    @Test
    void oneColumnIsNotTwoThingsAndLibsvmHasNoneForThem() throws IOException {
        for (ColumnChoice choice : List.of(
                new ColumnChoice("1", List.of(), null, "1", null),
                new ColumnChoice("1", List.of(), null, null, "1"),
                new ColumnChoice("1", List.of(), null, "2", "2"))) {
            Path table = file("1,2,3\n0,2,3\n");
            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> new RowsReader(choice).read(table))
                    .withMessage(table + ": label, weight and group must be different columns");
            Path sparse = file("1 1:2\n");
            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> new RowsReader(choice).read(sparse))
                    .withMessage(sparse + ": is libsvm, which has no column for a weight or group");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3", "1,N/A,3", "1,none,", "0,NULL,3", "1,nan,?", "1, None ,3"})
    void aFirstLineWithANumberOrAMissingOneIsARow(String first) throws IOException {
        for (String mark : new String[] {"", "\uFEFF"}) {
            LabelledRows rows = reader("1").read(file(mark + first + "\n0,4,5\n1,6,7\n"));
            assertThat(rows.rows()).isEqualTo(3);
            assertThat(rows.names()).isEmpty();
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfAFirstNameOrRow() throws IOException {
        assertThat(reader("late").read(file("\uFEFFlate,b\n1,2\n0,3\n")).labels())
                .containsExactly(1, 0);
        assertThat(reader("1").read(file("\uFEFF1 0:2.5\n0 3:1\n")).labels()).containsExactly(1, 0);
    }

    @Test
    void aNameThatTheUserGaveTellsTheHeader() throws IOException {
        LabelledRows rows = reader("late", "who").read(file("late,2019,,who\n1,2,3,x\n"));
        assertThat(rows.values()).containsExactly(2, 3);
        assertThat(rows.names()).containsExactly("2019", "");
    }

    @Test
    void theUserSaysWhatTheFirstLineIs() throws IOException {
        Path numbers = file("0,5\n1,2\n0,3\n");
        assertThat(new RowsReader(ColumnChoice.first(), Header.YES)
                        .read(numbers)
                        .rows())
                .isEqualTo(2);
        assertThat(new RowsReader(ColumnChoice.first(), Header.NO).read(numbers).rows())
                .isEqualTo(3);
        Path names = file("late,b\n1,2\n");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new RowsReader(ColumnChoice.first(), Header.NO).read(names))
                .withMessage(names + ":1:1: 'late' is not a number");
    }

    @Test
    void aDirectoryIsRefusedByItsName() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> reader("1").read(directory))
                .withMessage(directory + ": is a directory");
    }

    @Test
    void aParquetNumberThatIsTooLargeForAFloatIsNamed() {
        assertThat(ParquetRows.rounded("f", 0, "a", 1e38)).isEqualTo(1e38f);
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> ParquetRows.rounded("f", 1, "a", 1e39))
                .withMessage("f, row 2, column a: 1.0E39 is too large for a float");
    }

    @Test
    void libsvmRowsAreSparseAndAsWideAsTheRowsTheyGoWith() throws IOException {
        LabelledRows train = reader("1").read(file("-1 0:2.5 7:1 # remark\n\n1\n+1 3:-4\n"));
        assertThat(train.labels()).containsExactly(0, 1, 1);
        assertThat(train.rowStarts()).containsExactly(0, 2, 2, 3);
        assertThat(train.columnIds()).containsExactly(0, 7, 3);
        assertThat(train.values()).containsExactly(2.5f, 1, -4);
        assertThat(reader("1").read(file("1 2:1\n"), train).columns())
                .isEqualTo(train.columns())
                .isEqualTo(8);
    }

    private static Path parquet() throws URISyntaxException {
        return parquet("rows.parquet");
    }

    private static Path parquet(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(RowsReaderTest.class.getResource(name)).toURI());
    }

    /** Sunday 4 March 2001, 18:30; Wednesday 31 December 1969, 6:00; nothing; Tuesday 29 February 2000, 0:00. */
    @Test
    void timesBecomePartsOfTheCalendarAndTheHour() throws Exception {
        LabelledRows rows = reader("late", "on", "word").read(parquet("times.parquet"));
        assertThat(rows.names()).containsExactly("at.month", "at.day", "at.weekday", "at.hour");
        float none = Float.NaN;
        assertThat(rows.values()).containsExactly(3, 4, 7, 18.5f, 12, 31, 3, 6, none, none, none, none, 2, 29, 2, 0);
    }

    @Test
    void datesBecomePartsOfTheCalendar() throws Exception {
        LabelledRows rows = reader("late", "at", "word").read(parquet("times.parquet"));
        assertThat(rows.names()).containsExactly("on.month", "on.day", "on.weekday");
        float none = Float.NaN;
        assertThat(rows.values()).containsExactly(11, 24, 2, 12, 31, 3, 1, 1, 4, none, none, none);
    }

    @Test
    void wordsHaveTheirPlaceInTheAlphabetOfTheFirstFileAndNewOnesAreMissing() throws Exception {
        RowsReader reader = reader("late", "at", "on");
        LabelledRows first = reader.read(parquet("times.parquet"));
        assertThat(first.values()).containsExactly(1, 0, Float.NaN, 1);
        LabelledRows later = reader.read(parquet("times-later.parquet"), first);
        assertThat(later.values()).containsExactly(Float.NaN, 0);
    }

    @Test
    void parquetColumnsOfNumbersAreReadAndNullsAreMissing() throws Exception {
        LabelledRows rows = reader("late", "word").read(parquet());
        assertThat(rows.labels()).containsExactly(1, 0, 0, 1);
        assertThat(rows.names()).containsExactly("whole", "real", "long", "single");
        assertThat(rows.values())
                .containsExactly(7, 0.5f, 1, 0.25f, -3, Float.NaN, 2, 0.5f, 12, -2.25f, 3, 0.75f, 0, 1e10f, 4e9f, 1);
    }

    @Test
    void parquetHasWeightsAndGroupsWhichNumbersOrWordsName() throws Exception {
        LabelledRows rows =
                new RowsReader(new ColumnChoice("late", List.of("word"), null, "single", "long")).read(parquet());
        assertThat(rows.names()).containsExactly("whole", "real");
        assertThat(rows.weights()).containsExactly(0.25f, 0.5f, 0.75f, 1);
        assertThat(Objects.requireNonNull(rows.groups()).names()).containsExactly("1", "2", "3", "4000000000");
        RowsReader words = new RowsReader(new ColumnChoice("late", List.of(), null, null, "word"));
        assertThat(Objects.requireNonNull(words.read(parquet()).groups()).names())
                .hasSizeBetween(2, 4)
                .doesNotHaveDuplicates();
        for (ColumnChoice bad : List.of(
                new ColumnChoice("late", List.of(), null, "whole", null),
                new ColumnChoice("late", List.of(), null, "real", null),
                new ColumnChoice("late", List.of(), null, null, "real"),
                new ColumnChoice("late", List.of(), null, "word", null))) {
            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> new RowsReader(bad).read(parquet()))
                    .withMessageMatching(".*(row 2, column whole: a weight must be finite and at least 0, was -3.0"
                            + "|row 2, column real: a weight must be finite and at least 0, was missing"
                            + "|row 2, column real: a group must not be missing"
                            + "|column word holds no weights .*)");
        }
    }

    @Test
    void labelsAboveANumberArePositive() throws Exception {
        LabelledRows rows = new RowsReader(new ColumnChoice("whole", List.of("word"), 6.5)).read(parquet());
        assertThat(rows.labels()).containsExactly(1, 0, 1, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2;0,x; | :2:3: 'x' is not a number",
                "1,2;0,1e39; | :2:3: '1e39' is too large for a float",
                "1,2;0,-1e39; | :2:3: '-1e39' is too large for a float",
                "1 1:2;0 2:1e39; | :2:5: '1e39' is too large for a float",
                "1,2;0,inf; | :2:3: 'inf' is not finite",
                "1,inf;0,2; | :1:3: 'inf' is not finite; if this line names the columns, say --header yes",
                "1,1e39;0,2; | :1:3: '1e39' is too large for a float; if this line names the columns, say --header yes",
                "1,x;0,2; | :1:3: 'x' is not a number; if this line names the columns, say --header yes",
                "1,2;0,1f; | :2:3: '1f' is not a number",
                "1,2;7,3; | :2:1: a label must be 0 or 1, was '7'",
                "1,2;,3; | :2:1: a label must be 0 or 1, was ''",
                "1,2;0,3,4; | :2: has 3 fields, the lines before have 2",
                "1,2;0.999999999,3; | :2:1: a label must be 0 or 1, was '0.999999999'",
                "1 1:2;-0.999999999 1:2; | :2:1: a label must be 0 or 1, was '-0.999999999'",
                "1\t2;\t;0\t3; | :2:1: a label must be 0 or 1, was ''",
                "1,2;0,\"3; | :2:3: this quotation mark is not closed in its line",
                "1,2;0,\"3\"4; | :2:6: a field must end with its closing quotation mark",
                "1,2;0,\"3\"\"\"; | :2:4: '3\"' is not a number",
                "late,b; | : has no rows",
                "1;0; | : no column is left for features",
                "1 1:2;0 3:1 2:1; | :2:7: index 2 comes after 3; indices must rise",
                "1 1:2;0 x; | :2:3: 'x' is no index:value",
                "1 1:2;0 -1:2; | :2:3: '-1' is no index, a whole number from 0",
                "1 1:2;2 1:2; | :2:1: a label must be 0 or 1, was '2'",
            })
    void errorsNameThePlace(String text, String message) throws IOException {
        Path file = file(text.replace(";", "\n"));
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> reader("1").read(file))
                .withMessage(file + message);
    }

    @Test
    void columnsThatAreNotThereOrHoldNoNumbersAreNamed() throws Exception {
        Path file = file("a,b\n1,2\n");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> reader("c").read(file))
                .withMessage(file + ": has no column c, it has 2: a, b");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> reader("word").read(parquet()))
                .withMessageContaining("column word holds no labels (BYTE_ARRAY)");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> reader("whole", "word").read(parquet()))
                .withMessageContaining("row 1, column whole: a label must be 0 or 1, was 7.0");
    }

    /** One bit of every byte, one at a time. Some of these made the library wait forever or write behind its memory. */
    @Test
    void aParquetFileWithADamagedByteIsReadOrRefused() throws Exception {
        byte[] whole = Files.readAllBytes(parquet());
        Path damaged = directory.resolve("damaged");
        for (int i = 4; i < whole.length; i++) {
            byte[] bytes = whole.clone();
            bytes[i] ^= (byte) (1 << (i % 8));
            Files.write(damaged, bytes);
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                try {
                    assertThat(reader("late", "word").read(damaged).rows()).isEqualTo(4);
                } catch (UserException e) {
                    assertThat(e).hasMessageStartingWith(damaged.toString());
                }
            });
        }
    }

    @Test
    void anIndexOfPagesMustBeOfThePages() throws Exception {
        LabelledRows rows = reader("late").read(parquet("indexed.parquet"));
        assertThat(rows.labels()).containsExactly(1, 0, 0, 1);
        assertThat(rows.values()).containsExactly(0.5f, 1, Float.NaN, 0, -2.25f, Float.NaN, 1e10f, 1);
        byte[] whole = Files.readAllBytes(parquet("indexed.parquet"));
        int refused = 0;
        for (int i = whole.length / 2; i < whole.length; i++) {
            byte[] bytes = whole.clone();
            bytes[i] ^= 2;
            Path file = Files.write(directory.resolve("index"), bytes);
            try {
                reader("late").read(file);
            } catch (UserException e) {
                refused += String.valueOf(e.getMessage()).endsWith("the index of a column is not of its pages") ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void whatAParquetFileClaimsIsNotBelieved() throws Exception {
        byte[] whole = Files.readAllBytes(parquet());
        for (int length : new int[] {0, -1, Integer.MAX_VALUE, whole.length}) {
            byte[] bytes = whole.clone();
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 8, length);
            Path file = Files.write(directory.resolve("claims"), bytes);
            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> reader("late", "word").read(file))
                    .withMessage(file + ": can't be read as Parquet: its metadata would have " + length + " bytes");
        }
    }

    @Test
    void damagedFilesAndOtherColumnsAreRefused() throws Exception {
        byte[] whole = Files.readAllBytes(parquet());
        Path half = Files.write(directory.resolve("half"), Arrays.copyOf(whole, whole.length / 2));
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> reader("late").read(half))
                .withMessageStartingWith(half + ": can't be read as Parquet");
        LabelledRows train = reader("1").read(file("a,b\n1,2\n"));
        for (String other : new String[] {"1,2,3\n", "a,c\n1,2\n", "1 0:1\n"}) {
            Path file = file(other);
            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> reader("1").read(file, train))
                    .withMessageStartingWith(file.toString());
        }
    }
}
