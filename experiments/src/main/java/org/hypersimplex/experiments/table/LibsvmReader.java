package org.hypersimplex.experiments.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.matrix.NumberBuffer;
import org.hypersimplex.cli.matrix.NumberText;
import org.hypersimplex.problem.Precision;

/**
 * Reads sparse rows from text in libsvm's format: a label, then index:value pairs with rising indices. An index is the
 * number of a column, from 0; files that count from 1 get a first column of zeros. What follows a # is a comment. A
 * label of -1 is read as 0.
 */
final class LibsvmReader {
    private final String file;
    private final BufferedReader in;
    private final ColumnChoice choice;
    private final NumberBuffer labels = new NumberBuffer(Precision.FLOAT);
    private final NumberBuffer values = new NumberBuffer(Precision.FLOAT);
    private final IntStream.Builder columnIds = IntStream.builder();
    private final LongStream.Builder rowStarts = LongStream.builder();
    private int columns;

    LibsvmReader(String file, BufferedReader in, ColumnChoice choice) {
        this.file = file;
        this.in = in;
        this.choice = choice;
    }

    LabelledRows read() throws IOException {
        if (choice.weight() != null || choice.group() != null) {
            throw UserException.in(file, "is libsvm, which has no column for a weight or group");
        }
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
        rowStarts.add(values.size());
        return LabelledRows.sparse(
                file,
                columns,
                labels.toFloats(),
                rowStarts.build().toArray(),
                columnIds.build().toArray(),
                values.toFloats());
    }

    private void row(TextLine line) {
        int from = start(line, 0);
        int to = end(line, from);
        String word = line.text().substring(from, to);
        double number = line.exact(from, word);
        float label = choice.label(choice.positiveAbove() == null && number == -1 ? 0 : number);
        if (Float.isNaN(label)) {
            throw line.error(from, choice.refusal(NumberText.quoted(word)));
        }
        labels.add(label);
        rowStarts.add(values.size());
        int before = -1;
        for (from = start(line, to); from < line.text().length(); from = start(line, to)) {
            to = end(line, from);
            before = pair(line, from, to, before);
        }
    }

    private int pair(TextLine line, int from, int to, int before) {
        int colon = line.text().indexOf(':', from);
        if (colon < 0 || colon >= to) {
            throw line.error(from, NumberText.quoted(line.text().substring(from, to)) + " is no index:value");
        }
        String index = line.text().substring(from, colon);
        if (!index.matches("\\d{1,9}")) {
            throw line.error(from, NumberText.quoted(index) + " is no index, a whole number from 0");
        }
        int column = Integer.parseInt(index);
        if (column <= before) {
            throw line.error(from, "index " + column + " comes after " + before + "; indices must rise");
        }
        columnIds.add(column);
        values.add(line.number(colon + 1, line.text().substring(colon + 1, to)));
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
