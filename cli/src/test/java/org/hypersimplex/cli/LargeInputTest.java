package org.hypersimplex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are large for the memory or the disk that there is. */
class LargeInputTest {
    private static final long BYTES = 200_000_000;
    private static final int COLUMNS = 20;
    /** What is said of text in the README: four times its numbers, and a little for the program. */
    private static final int HEAP_FOR_EACH_BYTE = 4;

    private final Path folder;
    private final Program program;

    LargeInputTest(@TempDir Path folder) {
        this.folder = folder;
        program = new Program(folder);
    }

    /** Writes rows of scores, the same few over and over, and returns how many. */
    private int rows(Path file) throws IOException {
        Random random = new Random(5);
        String[] lines = new String[100];
        for (int i = 0; i < lines.length; i++) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < COLUMNS; j++) {
                line.append(j == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.7f", random.nextGaussian()));
            }
            lines[i] = line.append('\n').toString();
        }
        int rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (long bytes = 0; bytes < BYTES; bytes += lines[rows++ % lines.length].length()) {
                out.write(lines[rows % lines.length]);
            }
        }
        return rows;
    }

    @Test
    void textOf200MegabytesIsReadInFourTimesTheMemoryOfItsNumbers() throws IOException, InterruptedException {
        int rows = rows(folder.resolve("scores.csv"));
        long numbers = (long) rows * COLUMNS;
        long heap = 16 + ((numbers * Float.BYTES * HEAP_FOR_EACH_BYTE) >> 20);
        Program.Run run = program.withOptions("-Xmx" + heap + "m")
                .run("project", "--k", "2.5", "--tau", "1", "--precision", "float", "--out", "x.npy", "scores.csv");
        assertThat(run).isEqualTo(new Program.Run(0, "", List.of()));
        // The oracle is the contract: every row has its mass. The matrix ends where the file does.
        ByteBuffer matrix;
        try (FileChannel file = FileChannel.open(folder.resolve("x.npy"))) {
            long length = numbers * Float.BYTES;
            matrix = file.map(FileChannel.MapMode.READ_ONLY, file.size() - length, length)
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int column = 0; column < COLUMNS; column++) {
                sum += matrix.getFloat((row * COLUMNS + column) * Float.BYTES);
            }
            assertThat(Math.abs(sum - 2.5)).as("row %s", row).isLessThanOrEqualTo(2.5e-6);
        }
    }

    @Test
    void tooLittleMemoryIsOneLine() throws IOException, InterruptedException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("scores.csv"))) {
            for (int i = 0; i < 8_000_000; i++) {
                out.write("1\n");
            }
        }
        Program.Run run = program.withOptions("-Xmx32m")
                .run("project", "--k", "1", "--tau", "1", "--by", "columns", "--out", "x.csv", "scores.csv");
        assertThat(run.err())
                .containsExactly("hypersimplex: out of memory; allow more with HYPERSIMPLEX_OPTS=-Xmx8g, for example");
        assertThat(run.status()).isEqualTo(1);
        assertThat(folder.resolve("x.csv")).doesNotExist();
    }

    @Test
    void aFullDiskIsOneLineThatNamesTheFileAndNothingIsLeft() throws IOException, InterruptedException {
        assumeTrue(FullDisk.isPossible(), "no file system can be mounted here");
        program.file("scores.csv", "0.25,1,2.5\n".repeat(2000));
        Program.Run run =
                FullDisk.seenBy(program).run("project", "--k", "1", "--tau", "1", "--out", "full/x.csv", "scores.csv");
        assertThat(run).isEqualTo(new Program.Run(2, "", List.of("hypersimplex: full/x.csv: No space left on device")));
        assertThat(folder.resolve("left")).isEmptyDirectory();
    }
}
