package org.hypersimplex.bench.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of the stub's log, from one point in time to another: what a call has the driver do.
 *
 * @param lines in order
 */
record DriverLog(List<Line> lines) {
    /** The names that TornadoVM gives kernels: graph, task, method, the rest of the signature. */
    private static final Pattern KERNEL =
            Pattern.compile("hypersimplex\\d+_task[a-z0-9]*_(?<method>[a-z]+)_.*", Pattern.CASE_INSENSITIVE);

    /**
     * A call of the driver.
     *
     * @param micros when
     * @param words what: a word, then its arguments
     */
    record Line(double micros, List<String> words) {
        String what() {
            return words.getFirst();
        }
    }

    /**
     * A kernel's launch.
     *
     * @param kernel the name of its method
     * @param groups workgroups
     * @param threads of each
     */
    record Launch(String kernel, int groups, int threads) {}

    /**
     * A module that was compiled.
     *
     * @param number in the order of the log
     * @param registers the most of a thread, 0 if the compiler is free
     */
    record Module(String number, int registers) {}

    /** Reads a whole log. */
    static DriverLog of(List<String> text) {
        return new DriverLog(text.stream()
                .map(line -> line.split(" "))
                .map(words ->
                        new Line(Double.parseDouble(words[0]), List.of(words).subList(1, words.length)))
                .toList());
    }

    /** The lines of a stretch of time. */
    DriverLog between(double from, double to) {
        return new DriverLog(lines.stream()
                .filter(line -> line.micros >= from && line.micros < to)
                .toList());
    }

    /** The modules that were compiled, in order. */
    List<Module> modules() {
        return lines.stream()
                .filter(line -> line.what().equals("module"))
                .map(line -> new Module(line.words.get(1), Integer.parseInt(line.words.get(2))))
                .toList();
    }

    /** The kernels that were launched, in order. */
    List<Launch> launches() {
        return lines.stream()
                .filter(line -> line.what().equals("launch"))
                .map(line -> new Launch(
                        method(line.words.get(1)),
                        Integer.parseInt(line.words.get(2)),
                        Integer.parseInt(line.words.get(3))))
                .toList();
    }

    private static String method(String name) {
        Matcher matcher = KERNEL.matcher(name);
        return matcher.matches() ? matcher.group("method") : name;
    }

    /**
     * Cuts the log into runs of a graph: each begins with the first copy to the device after the last copy back of the
     * run before, and ends with its own last copy back.
     */
    List<DriverLog> runs() {
        List<DriverLog> runs = new ArrayList<>();
        List<Line> run = new ArrayList<>();
        int end = 0;
        for (Line line : lines) {
            boolean isUpload = line.what().equals("upload");
            if (isUpload && end > 0) {
                runs.add(new DriverLog(List.copyOf(run.subList(0, end))));
                run.clear();
                end = 0;
            }
            if (isUpload || !run.isEmpty()) {
                run.add(line);
            }
            end = line.what().equals("download") ? run.size() : end;
        }
        if (end > 0) {
            runs.add(new DriverLog(List.copyOf(run.subList(0, end))));
        }
        return runs;
    }

    /** How many calls there are of these names. */
    int count(String... names) {
        return (int) lines.stream()
                .filter(line -> Arrays.asList(names).contains(line.what()))
                .count();
    }

    /** From the first call to the last, in microseconds. */
    double micros() {
        return lines.isEmpty() ? 0 : lines.getLast().micros - lines.getFirst().micros;
    }
}
