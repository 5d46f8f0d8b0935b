package org.hypersimplex.experiments.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.matrix.NumberBuffer;
import org.hypersimplex.cli.matrix.NumberText;
import org.hypersimplex.problem.Precision;

/**
 * Reads rows from text with a field per column, separated by tabs or commas. The first line may name the columns, as the
 * {@link Header} tells. A field may stand in quotation marks, and then hold separators. An empty field, NA, N/A, NaN,
 * null, none or ? is missing, in letters of either case.
 */
final class DelimitedReader {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

    private final String file;
    private final BufferedReader in;
    private final ColumnChoice choice;
    private final Header header;
    private final NumberBuffer labels = new NumberBuffer(Precision.FLOAT);
    private final NumberBuffer weights = new NumberBuffer(Precision.FLOAT);
    private final RowGroups.Builder groups = new RowGroups.Builder();
    private final NumberBuffer values = new NumberBuffer(Precision.FLOAT);
    private List<String> names = List.of();
    private boolean named;
    private char separator;
    private int labelIndex;
    private int weightIndex = ColumnChoice.NONE;
    private int groupIndex = ColumnChoice.NONE;
    private boolean[] isFeature = {};

    DelimitedReader(String file, BufferedReader in, ColumnChoice choice, Header header) {
        this.file = file;
        this.in = in;
        this.choice = choice;
        this.header = header;
    }

    LabelledRows read() throws IOException {
        String text;
        for (long number = 1; (text = in.readLine()) != null; number++) {
            if (!isBlank(text)) {
                line(new TextLine(file, number, text));
            }
        }
        if (labels.size() == 0) {
            throw UserException.in(file, "has no rows");
        }
        int columns = values.size() / labels.size();
        LabelledRows rows = LabelledRows.dense(
                file, named ? featureNames() : List.of(), columns, labels.toFloats(), values.toFloats());
        LabelledRows weighted = weightIndex == ColumnChoice.NONE ? rows : rows.withWeights(weights.toFloats());
        return groupIndex == ColumnChoice.NONE ? weighted : groups.sort(weighted);
    }

    /** Tabs alone are a row without a single number, once tabs are what separates fields. */
    private boolean isBlank(String text) {
        return text.isBlank() && (names.isEmpty() || text.indexOf(separator) < 0);
    }

    private void line(TextLine line) {
        if (!names.isEmpty()) {
            row(line);
            return;
        }
        separator = line.text().indexOf('\t') >= 0 ? '\t' : ',';
        List<String> fields = new ArrayList<>();
        for (int from = 0; from <= line.text().length(); from = end(line, from) + 1) {
            fields.add(field(line, from));
        }
        named = isHeader(fields);
        names = named ? fields : numbered(fields.size());
        labelIndex = choice.labelIndex(file, names);
        weightIndex = choice.weightIndex(file, names);
        groupIndex = choice.groupIndex(file, names);
        isFeature = new boolean[names.size()];
        for (int i : choice.featureIndices(file, names)) {
            isFeature[i] = true;
        }
        if (!named) {
            first(line);
        }
    }

    private boolean isHeader(List<String> fields) {
        return switch (header) {
            case YES -> true;
            case NO -> false;
            case AUTO ->
                choice.namesOneOf(fields)
                        || fields.stream().noneMatch(field -> isMissing(field) || TextLine.isNumber(field));
        };
    }

    /** Reads the first row; where nobody said that it is one, an error tells how to say that it isn't. */
    private void first(TextLine line) {
        try {
            row(line);
        } catch (UserException e) {
            throw header == Header.NO
                    ? e
                    : new UserException(e.getMessage() + "; if this line names the columns, say --header yes");
        }
    }

    private static boolean isMissing(String field) {
        return MISSING.contains(field.toLowerCase(Locale.ROOT));
    }

    private static List<String> numbered(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            numbers.add(Integer.toString(i));
        }
        return numbers;
    }

    private List<String> featureNames() {
        List<String> features = new ArrayList<>();
        for (int i = 0; i < isFeature.length; i++) {
            if (isFeature[i]) {
                features.add(names.get(i));
            }
        }
        return features;
    }

    private void row(TextLine line) {
        int column = 0;
        for (int from = 0; from <= line.text().length(); from = end(line, from) + 1) {
            if (column < isFeature.length) {
                cell(line, from, column);
            }
            column++;
        }
        if (column != isFeature.length) {
            throw line.error("has " + column + " fields, the lines before have " + isFeature.length);
        }
    }

    private void cell(TextLine line, int from, int column) {
        if (column == groupIndex) {
            String name = field(line, from);
            if (isMissing(name)) {
                throw line.error(from, "a group must not be missing");
            }
            groups.add(name);
        } else if (isFeature[column] || column == labelIndex || column == weightIndex) {
            number(line, from, column);
        }
    }

    private void number(TextLine line, int from, int column) {
        String field = field(line, from);
        boolean missing = isMissing(field);
        int start = Math.max(from, line.text().indexOf(field, from));
        if (column == labelIndex) {
            float label = choice.label(missing ? Double.NaN : line.exact(start, field));
            if (Float.isNaN(label)) {
                throw line.error(start, choice.refusal(NumberText.quoted(field)));
            }
            labels.add(label);
        } else if (column == weightIndex) {
            float weight = missing ? Float.NaN : line.number(start, field);
            if (!ColumnChoice.isWeight(weight)) {
                throw line.error(start, ColumnChoice.weightRefusal(NumberText.quoted(field)));
            }
            weights.add(weight);
        } else {
            values.add(missing ? Float.NaN : line.number(start, field));
        }
    }

    /** Where the field that begins at a character ends: before a separator outside quotation marks. */
    private int end(TextLine line, int from) {
        String text = line.text();
        int first = from;
        while (first < text.length() && text.charAt(first) != separator && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        boolean isQuoted = first < text.length() && text.charAt(first) == '"';
        int closed = isQuoted ? closingMark(line, first) + 1 : first;
        int separated = text.indexOf(separator, closed);
        int end = separated < 0 ? text.length() : separated;
        if (isQuoted && !text.substring(closed, end).isBlank()) {
            throw line.error(closed, "a field must end with its closing quotation mark");
        }
        return end;
    }

    /** Where the quotation mark stands that closes another; two in a row are part of the field. */
    private static int closingMark(TextLine line, int opening) {
        int mark = line.text().indexOf('"', opening + 1);
        while (mark >= 0 && line.text().startsWith("\"\"", mark)) {
            mark = line.text().indexOf('"', mark + 2);
        }
        if (mark < 0) {
            throw line.error(opening, "this quotation mark is not closed in its line");
        }
        return mark;
    }

    /** The field from a character on, without blanks and quotation marks around it. */
    private String field(TextLine line, int from) {
        String field = line.text().substring(from, end(line, from)).strip();
        return field.startsWith("\"") ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
    }
}
