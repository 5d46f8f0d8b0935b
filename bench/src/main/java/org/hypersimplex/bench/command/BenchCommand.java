package org.hypersimplex.bench.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hypersimplex.bench.speed.SpeedRun;
import org.hypersimplex.bench.speed.SpeedTable;
import org.hypersimplex.bench.speed.Suite;
import org.hypersimplex.cli.file.Output;
import org.hypersimplex.cli.option.Lists;
import org.hypersimplex.cli.option.OptionCheck;
import org.hypersimplex.cli.option.Words;
import org.hypersimplex.cli.report.Measured;
import org.hypersimplex.cli.spi.Subcommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hypersimplex bench}: measures the kernels beside other methods and a copy of the array. */
@Command(
        name = "bench",
        header = "Measure the kernels with JMH, beside other methods and a copy of the same array.",
        sortOptions = false)
public final class BenchCommand implements Subcommand {
    private static final String ROWS = "10000000,100000000";
    /** So many that each of 1,000 groups has some. */
    private static final long LEAST_ROWS = 100_000;

    private static final long MOST_ROWS = 10_000_000_000L;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "Two sizes and little of the rest, in about two minutes.")
    private boolean quick;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            split = Lists.CUT,
            splitSynopsisLabel = Lists.COMMA,
            description =
                    "Only these: sizes, settings, layouts, short, precision, warm, threads, cold, widths, huge; or gpu, "
                            + "gpu-code, cpu-code, boosting or spark, which are left out unless they are named.")
    private List<Suite> groups = new ArrayList<>();

    @Option(
            names = "--rows",
            paramLabel = "N",
            split = Lists.CUT,
            splitSynopsisLabel = Lists.COMMA,
            description = "Rows that spark generates, one size or more (default: " + ROWS + ").")
    private List<Long> rows = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Write what was measured, for the report.")
    private @Nullable String json;

    @Option(
            names = "--time",
            paramLabel = "MILLIS",
            defaultValue = "" + SpeedRun.MILLIS,
            description = "Length of an iteration (default: ${DEFAULT-VALUE} ms).")
    private int millis;

    private int status;

    @Override
    public int place() {
        return 70;
    }

    @Override
    public List<Words<?>> words() {
        return List.of(new Words<>(Suite.class));
    }

    @Override
    public Integer call() throws IOException {
        OptionCheck check = OptionCheck.plain();
        check.atLeast("--time", millis, 1);
        check.require(rows.isEmpty() || groups.contains(Suite.SPARK), "--rows goes with --group spark");
        for (long count : rows) {
            check.require(
                    count >= LEAST_ROWS && count <= MOST_ROWS,
                    "--rows must be " + LEAST_ROWS + " to " + MOST_ROWS + ", one was " + count);
        }
        if (json == null) {
            print(measure());
            return status;
        }
        // Opened first, so that a file that can't be written is reported before anything is measured.
        Output.to(json, out -> {
            JsonNode file = measure();
            out.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(file));
            print(file);
        });
        return status;
    }

    private JsonNode measure() throws IOException {
        JsonNode file = new SpeedRun(System.err, sparkRows()).measure(suites(), quick, millis, command());
        status = file.path("failures").isEmpty() ? 0 : 1;
        return file;
    }

    private void print(JsonNode file) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        file.path("surroundings")
                .properties()
                .forEach(e -> out.println(e.getKey() + ": "
                        + (e.getValue().isTextual()
                                ? e.getValue().asText()
                                : e.getValue().toString())));
        file.path("passes").forEach(out::println);
        file.path("profiles").forEach(out::println);
        file.path("spark").path("runs").forEach(out::println);
        new SpeedTable(Measured.all(file)).lines().forEach(out::println);
        out.flush();
    }

    private List<Long> sparkRows() {
        return rows.isEmpty()
                ? Arrays.stream(ROWS.split(",", -1)).map(Long::valueOf).toList()
                : rows;
    }

    private List<Suite> suites() {
        if (!groups.isEmpty()) {
            return groups;
        }
        return quick
                ? List.of(Suite.SIZES, Suite.LAYOUTS, Suite.SHORT)
                : EnumSet.complementOf(
                                EnumSet.of(Suite.GPU, Suite.GPU_CODE, Suite.CPU_CODE, Suite.BOOSTING, Suite.SPARK))
                        .stream()
                        .toList();
    }

    private String command() {
        return "hypersimplex bench" + (quick ? " --quick" : "")
                + (groups.isEmpty()
                        ? ""
                        : " --group "
                                + String.join(
                                        ",",
                                        groups.stream()
                                                .map(g -> g.name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', '-'))
                                                .toList()))
                + (rows.isEmpty()
                        ? ""
                        : " --rows " + rows.stream().map(String::valueOf).collect(Collectors.joining(",")))
                + (millis == SpeedRun.MILLIS ? "" : " --time " + millis);
    }
}
