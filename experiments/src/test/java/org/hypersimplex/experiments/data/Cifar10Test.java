package org.hypersimplex.experiments.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.hypersimplex.cli.failure.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading CIFAR-10's binary version, and what is said of files that are wrong. */
class Cifar10Test {
    private static final int RECORD = 3073;

    private final byte[] first = records(7, 1);
    private final byte[] second = records(4, 2);
    private final byte[] test = records(3, 3);
    private final Path folder;

    Cifar10Test(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Records with random pixels whose labels count up from 0. */
    private static byte[] records(int count, long seed) {
        byte[] bytes = new byte[count * RECORD];
        new Random(seed).nextBytes(bytes);
        for (int i = 0; i < count; i++) {
            bytes[i * RECORD] = (byte) i;
        }
        return bytes;
    }

    @BeforeEach
    void write() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), first);
        Files.write(folder.resolve("data_batch_2.bin"), second);
        Files.write(folder.resolve("test_batch.bin"), test);
    }

    private void refuses(Path place, String... parts) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> Cifar10.read(place))
                .withMessageContainingAll(parts);
    }

    private Path archive() throws IOException {
        Path file = folder.resolve("cifar-10-binary.tar.gz");
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
            add(tar, "data_batch_1.bin", first);
            add(tar, "readme.html", new byte[10]);
            add(tar, "data_batch_2.bin", second);
            add(tar, "test_batch.bin", test);
        }
        return file;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/" + name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private void checkContent(ImageSplits splits) {
        assertThat(splits.train().size()).isEqualTo(11);
        assertThat(splits.test().size()).isEqualTo(3);
        assertThat(splits.train().label(9)).isEqualTo(2);
        for (int p = 0; p < 3072; p++) {
            assertThat(splits.train().pixel(9, p)).isEqualTo(second[2 * RECORD + 1 + p] & 0xff);
        }
    }

    @Test
    void aDirectoryOfBatchesIsRead() throws IOException {
        checkContent(Cifar10.read(folder));
    }

    @Test
    void theArchiveIsReadAlike() throws IOException {
        checkContent(Cifar10.read(archive()));
    }

    @Test
    void aTruncatedBatchIsNamed() throws IOException {
        Files.write(folder.resolve("data_batch_2.bin"), Arrays.copyOf(second, second.length - 1));
        refuses(folder, "data_batch_2.bin", "truncated", "3073");
    }

    @Test
    void aTruncatedArchiveIsNamed() throws IOException {
        Path archive = archive();
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
        refuses(archive, "cifar-10-binary.tar.gz");
    }

    @Test
    void aLabelThatIsNoClassIsNamedWithItsPlace() throws IOException {
        test[2 * RECORD] = (byte) 200;
        Files.write(folder.resolve("test_batch.bin"), test);
        refuses(folder, "test_batch.bin", "image 2", "200");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        refuses(folder.resolve("nowhere"), "nowhere", "no such");
        Files.delete(folder.resolve("test_batch.bin"));
        refuses(folder, "test_batch.bin", "missing");
        refuses(Files.createDirectory(folder.resolve("empty")), "empty", "data_batch_1.bin");
    }

    @Test
    void aFileThatIsNoArchiveIsNamed() {
        refuses(folder.resolve("data_batch_1.bin"), "data_batch_1.bin");
    }
}
