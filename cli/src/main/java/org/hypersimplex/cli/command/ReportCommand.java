package org.hypersimplex.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.hypersimplex.cli.spi.Report;
import org.hypersimplex.cli.spi.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code report}: draws charts and tables from the results that lie in {@code reports/}. */
@Command(
        name = "report",
        header = "Draw the README's table and the charts from the results in reports/.",
        sortOptions = false)
public final class ReportCommand implements Subcommand {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${sys:hypersimplex.home:-.}",
            description =
                    "The checkout whose README.md and reports/ to use (default: the one this program is run from).")
    private Path home = Path.of(".");

    @Override
    public int place() {
        return 80;
    }

    @Override
    public Integer call() throws IOException {
        List<Report> reports = ServiceLoader.load(Report.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Report::name))
                .toList();
        for (Report report : reports) {
            report.draw(home);
        }
        return 0;
    }
}
