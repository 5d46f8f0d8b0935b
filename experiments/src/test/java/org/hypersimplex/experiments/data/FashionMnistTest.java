package org.hypersimplex.experiments.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hypersimplex.cli.failure.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading Fashion-MNIST, and what is said of files that are wrong. */
class FashionMnistTest {
    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";

    private final Path folder;

    FashionMnistTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Every test starts from the bundled files, unpacked. */
    @BeforeEach
    void unpack() throws IOException {
        for (String name :
                new String[] {TRAIN_IMAGES, TRAIN_LABELS, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}) {
            try (InputStream packed = Objects.requireNonNull(
                            FashionMnist.class.getResourceAsStream("fashion-mnist/" + name + ".gz"));
                    InputStream in = new GZIPInputStream(packed)) {
                Files.copy(in, folder.resolve(name));
            }
        }
    }

    private void refuses(String... parts) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> FashionMnist.read(folder))
                .withMessageContainingAll(parts);
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    @Test
    void theBundledSubsetHasAsManyImagesOfEachClass() throws IOException {
        ImageSplits splits = FashionMnist.bundled("bundled");
        int[] train = new int[10];
        int[] test = new int[10];
        Arrays.fill(train, 200);
        Arrays.fill(test, 50);
        assertThat(splits.train().classCounts()).isEqualTo(train);
        assertThat(splits.test().classCounts()).isEqualTo(test);
    }

    @Test
    void plainAndGzippedFilesReadAlike() throws IOException {
        LabelledImages plain = FashionMnist.read(folder).train();
        byte[] images = bytes(TRAIN_IMAGES);
        Files.delete(folder.resolve(TRAIN_IMAGES));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(TRAIN_IMAGES + ".gz")))) {
            out.write(images);
        }
        LabelledImages packed = FashionMnist.read(folder).train();
        assertThat(packed.size()).isEqualTo(plain.size()).isEqualTo(2000);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(packed.label(i)).isEqualTo(plain.label(i));
            for (int p = 0; p < plain.shape().size(); p++) {
                if (packed.pixel(i, p) != plain.pixel(i, p) || plain.pixel(i, p) != (images[16 + 784 * i + p] & 0xff)) {
                    throw new AssertionError("image " + i + ", pixel " + p);
                }
            }
        }
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(folder.resolve(TRAIN_LABELS));
        refuses(TRAIN_LABELS);
    }

    @Test
    void aTruncatedFileIsNamed() throws IOException {
        write(TRAIN_IMAGES, Arrays.copyOf(bytes(TRAIN_IMAGES), 50_000));
        refuses(TRAIN_IMAGES, "truncated");
    }

    @Test
    void aTruncatedGzipFileIsNamed() throws IOException {
        try (InputStream packed = Objects.requireNonNull(
                FashionMnist.class.getResourceAsStream("fashion-mnist/" + TRAIN_IMAGES + ".gz"))) {
            write(TRAIN_IMAGES + ".gz", Arrays.copyOf(packed.readAllBytes(), 50_000));
        }
        refuses(TRAIN_IMAGES + ".gz", "truncated");
    }

    @Test
    void aFileOfAnotherFormatIsNamedWithItsMagicNumber() throws IOException {
        write(TRAIN_IMAGES, bytes(TRAIN_LABELS));
        refuses(TRAIN_IMAGES, "0x00000803", "0x00000801");
    }

    @Test
    void aLabelThatIsNoClassIsNamedWithItsPlace() throws IOException {
        byte[] labels = bytes(TRAIN_LABELS);
        labels[8 + 123] = 10;
        write(TRAIN_LABELS, labels);
        refuses(TRAIN_LABELS, "123", "10");
    }

    @Test
    void asManyLabelsAsImagesAreNeeded() throws IOException {
        write(TRAIN_LABELS, bytes("t10k-labels-idx1-ubyte"));
        refuses(TRAIN_LABELS, "500", "2000");
    }
}
