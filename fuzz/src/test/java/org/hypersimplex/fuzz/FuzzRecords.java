package org.hypersimplex.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hypersimplex.cli.machine.Surroundings;
import org.hypersimplex.experiments.boost.TrialRecord;
import org.hypersimplex.experiments.plan.RunResult;
import org.hypersimplex.experiments.store.JsonLines;
import org.hypersimplex.experiments.train.RunRecord;
import org.hypersimplex.fuzz.model.Json;

/**
 * Files of records: what is read says the same as its line, field by field; what is resumed keeps all whole lines and goes
 * on behind them.
 */
class FuzzRecords {
    /** Fields that one of the three kinds of records has, and no other. */
    private static final String OF_A_TRIAL = "\"arm\"";

    private static final String OF_A_TRAINING = "\"perEpoch\"";

    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private static final Map<String, String> DEFAULTS = Map.of("framework", "dl4j", "schedule", "constant");

    private final Reading records = new Reading("records.jsonl");

    @FuzzTest
    void fuzz(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.contains(OF_A_TRIAL)) {
            check(bytes, TrialRecord::in);
        } else if (text.contains(OF_A_TRAINING)) {
            check(bytes, RunRecord::in);
        } else {
            check(bytes, RunResult::in);
        }
    }

    private <T> void check(byte[] bytes, Function<Path, JsonLines<T>> lines) throws IOException {
        records.write(bytes);
        Optional<List<T>> read = records.read(file -> lines.apply(file).read());
        read.ifPresent(all -> compare(all, bytes));
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        byte[] kept = Arrays.copyOf(bytes, whole);
        Optional<List<T>> resumed = records.read(file -> resume(lines.apply(file)));
        if (resumed.isPresent()) {
            compare(resumed.get(), kept);
            Same.require(
                    "all that was read",
                    resumed.get(),
                    records.read(file -> lines.apply(file).read())
                            .orElseThrow()
                            .subList(0, resumed.get().size()));
        }
        byte[] left = Files.readAllBytes(records.file());
        Same.require("whole lines", Arrays.equals(left, 0, whole, kept, 0, whole), true);
        if (resumed.isEmpty() || resumed.get().isEmpty()) {
            Same.require("nothing behind them", left.length, whole);
        }
    }

    /** What is recorded; the last record is then added once more. */
    private static <T> List<T> resume(JsonLines<T> lines) {
        try (JsonLines.Writer<T> writer = lines.writer()) {
            List<T> recorded = writer.recorded();
            if (!recorded.isEmpty()) {
                writer.append(recorded.getLast());
            }
            return recorded;
        }
    }

    private static <T> void compare(List<T> records, byte[] bytes) {
        List<String> lines = lines(bytes);
        Same.require("records", records.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Optional<Object> model = Json.parse(lines.get(i).getBytes(StandardCharsets.ISO_8859_1));
            Same.require("JSON in line " + (i + 1), model.isPresent(), true);
            Same.require(
                    records.get(i) + " in line " + (i + 1),
                    Json.says(records.get(i), model.orElseThrow(), Enum::name, Set.of(Surroundings.class), DEFAULTS),
                    true);
        }
    }

    /** The lines, whose bytes are the characters of the strings. */
    private static List<String> lines(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        String text = all.startsWith(BYTE_ORDER_MARK) ? all.substring(BYTE_ORDER_MARK.length()) : all;
        List<String> lines = Arrays.asList(text.split("\r\n|\r|\n", -1));
        return lines.getLast().isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
    }
}
