package org.hypersimplex.experiments.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import org.hypersimplex.cli.failure.UserException;

/**
 * Reads sparse rows from text in libsvm's form: a label, then pairs of index and value with a colon between, their indices
 * rising. The index is the number of the column, from 0, so that files which count from 1 have a first column of zeros. What
 * follows a # is a remark; a label of -1 is 0.
 */
final class LibsvmReader {
    private final String file;
    private final BufferedReader in;
    private final ColumnChoice choice;
    private final Numbers labels = new Numbers();
    private final Numbers values = new Numbers();
    private int[] columnIds = new int[1024];
    private long[] rowStarts = new long[1024];
    private int columns;

    LibsvmReader(String file, BufferedReader in, ColumnChoice choice) {
        this.file = file;
        this.in = in;
        this.choice = choice;
    }

    LabelledRows read() throws IOException {
        String text;
        for (long number = 1; (text = in.readLine()) != null; number++) {
            int remark = text.indexOf('#');
            String kept = remark < 0 ? text : text.substring(0, remark);
            if (!kept.isBlank()) {
                row(new TextLine(file, number, kept));
            }
        }
        if (columns == 0) {
            throw UserException.in(file, "has no rows with features");
        }
        int rows = labels.size();
        return LabelledRows.sparse(
                file,
                columns,
                labels.toArray(),
                Arrays.copyOf(rowStarts, rows + 1),
                Arrays.copyOf(columnIds, values.size()),
                values.toArray());
    }

    private void row(TextLine line) {
        int from = start(line, 0);
        int to = end(line, from);
        float number = line.number(from, to);
        float label = choice.label(choice.positiveAbove() == null && number == -1 ? 0 : number);
        if (Float.isNaN(label)) {
            throw line.error(from, choice.refusal(TextLine.quoted(line.text().substring(from, to))));
        }
        labels.add(label);
        int before = -1;
        for (from = start(line, to); from < line.text().length(); from = start(line, to)) {
            to = end(line, from);
            before = pair(line, from, to, before);
        }
        if (labels.size() + 1 > rowStarts.length) {
            rowStarts = Arrays.copyOf(rowStarts, 2 * rowStarts.length);
        }
        rowStarts[labels.size()] = values.size();
    }

    private int pair(TextLine line, int from, int to, int before) {
        int colon = line.text().indexOf(':', from);
        if (colon < 0 || colon >= to) {
            throw line.error(from, TextLine.quoted(line.text().substring(from, to)) + " is no index:value");
        }
        String index = line.text().substring(from, colon);
        if (!index.matches("\\d{1,9}")) {
            throw line.error(from, TextLine.quoted(index) + " is no index, a whole number from 0");
        }
        int column = Integer.parseInt(index);
        if (column <= before) {
            throw line.error(from, "index " + column + " comes after " + before + "; indices must rise");
        }
        if (values.size() == columnIds.length) {
            columnIds = Arrays.copyOf(columnIds, Math.addExact(columnIds.length, columnIds.length >> 1));
        }
        columnIds[values.size()] = column;
        values.add(line.number(colon + 1, to));
        columns = Math.max(columns, column + 1);
        return column;
    }

    private static int start(TextLine line, int from) {
        int at = from;
        while (at < line.text().length() && Character.isWhitespace(line.text().charAt(at))) {
            at++;
        }
        return at;
    }

    private static int end(TextLine line, int from) {
        int at = from;
        while (at < line.text().length() && !Character.isWhitespace(line.text().charAt(at))) {
            at++;
        }
        return at;
    }
}
