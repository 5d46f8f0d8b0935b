package org.hypersimplex.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hypersimplex.cli.Program;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: exit status 2, one line on standard error, and no file that wasn't there before. */
class BadInputTest {
    private final Path directory;
    private final Program program;

    BadInputTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        program = new Program(directory);
        program.file("good", "1 2 3\n4 5 6\n");
        program.file("nan", "1 2\n3 nan\n");
        program.file("word", "1,two\n");
        program.file("ragged", "1 2\n3\n");
        program.file("empty", "");
        program.file("masked", "1 2 3\n-inf -inf 6\n");
        program.file("ids", "0\n2\n");
        program.file("wrong-ids", "0\n3\n");
        program.file("wrong-targets", "0 1 0\n0 2 0\n");
        program.file("broken.npy", "NUMPY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "project --k 1 --tau 1 --out x.csv nan | nan:2:3: nan is not allowed",
                "project --k 1 --tau 1 --out x.csv word | word:1:3: 'two' is not a number",
                "project --k 1 --tau 1 --out x.csv ragged | ragged:2: 1 number, the lines before have 2",
                "project --k 1 --tau 1 --out x.npy empty | empty: no numbers",
                "project --k 1 --tau 1 --out x.csv missing | missing: no such file",
                "project --k 1 --tau 1 . | .: ",
                "project --k 1 --tau 1 broken.npy | broken.npy: is not a .npy file",
                "project --k 4 --tau 1 --out x.csv good | good: --k must be in [0, 3], was 4.0",
                "project --k -1 --tau 1 --out x.csv good | k must be finite and at least 0, was -1.0",
                "project --k 1,2,3 --tau 1 good | good: --k has 3 numbers, there are 2 rows",
                "project --k 1,4 --tau 1 good | good: --k of row 2 must be in [0, 3], was 4.0",
                "project --k 2 --tau 1 --out x.csv masked | masked:2: k = 2.0 can't be met",
                "project --k 1 --tau 0 --out x.csv good | tau must be positive and finite, was 0.0",
                "project --k 1 --tau nan good | ",
                "project --k 1 --tau x good | Invalid value for option '--tau'",
                "project --tau 1 good | Missing required option: '--k=K'; see 'hypersimplex project --help'",
                "project --k 1 --tau 1 | Missing required parameter: 'FILE'",
                "project --k 1 --tau 1 --colour good | Unknown option: '--colour'",
                "project --k 1 --tau 1 --by diagonal good"
                        + " | Invalid value for option '--by': must be rows or columns, was 'diagonal'",
                "project --k 1 --tau 1 --precision half good"
                        + " | Invalid value for option '--precision': must be float or double",
                "project --k 1 --tau 1 --engine gpu good | no gpu backend: ",
                "project --k 1 --tau 1 --engine steam good | no backend is named steam",
                "project --k 1 --tau 1 --threads 0 good | --threads must be 1 to 1024, was 0",
                "project --k 1 --tau 1 --threads 100000 good | --threads must be 1 to 1024, was 100000",
                "project --k 1, --tau 1 good | Invalid value for option '--k'",
                "project --k 1,,2 --tau 1 good | Invalid value for option '--k'",
                "loss --tau 1 --k 1, good ids | Invalid value for option '--k'",
                "loss --tau 1 --k half --threads 100000 nan nan | --threads must be 1 to 1024, was 100000",
                "project --k 1 --tau 1 --upstream ids --out x.csv good | ids: is 2 x 1, must be 2 x 3",
                "project --k 1 --tau 1 --upstream masked --out x.csv good | masked:2: column 1: must be finite",
                "project --k 1 --tau 1 --upstream good --thresholds good | ",
                "project --k 1 --tau 1 --upstream - - | standard input can't be both",
                "project --k 1 --tau 1 --out none/x.csv good | none/x.csv: its directory does not exist",
                "loss --tau 1 --k positives --gradient x.csv good wrong-ids"
                        + " | wrong-ids:2: column 1: a class id must be a whole number in [0, 2], was 3.0",
                "loss --tau 1 --k positives --gradient x.csv good wrong-targets"
                        + " | wrong-targets:2: column 2: a target must be in [0, 1], was 2.0",
                "loss --tau 1 --k positives --gradient x.csv good ragged | ragged:2: 1 number",
                "loss --tau 1 --k positives --gradient x.csv good word | word:1:3: 'two' is not a number",
                "loss --tau 1 --k positives --gradient - good ids | --gradient needs a file",
                "loss --tau -1 --k positives good ids | tau must be positive",
                "loss --tau 1 --k half --anchor -1 --gradient x.csv good ids"
                        + " | anchor must be finite and at least 0, was -1.0",
                "loss --tau 1 --k most good ids | Invalid value for option '--k'",
                "loss --tau 1 --k 3 good ids | good: --k must be in [0, 2], was 3.0",
                "loss --tau 1 --k half --reduction sum good ids"
                        + " | Invalid value for option '--reduction': must be half-sum or mean",
                "loss --tau 1 --k half good | Missing required parameter: 'LABELS'",
                "juggle | Unmatched argument at index 0: 'juggle'",
                "'' | Missing required subcommand",
            })
    void isOneLineAndStatusTwo(String line, String message) throws Exception {
        List<String> before = names();
        Program.Run run = program.run(line.isEmpty() ? new String[0] : line.split(" +", -1));
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().get(0)).startsWith("hypersimplex: " + (message == null ? "" : message));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(names()).isEqualTo(before);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
