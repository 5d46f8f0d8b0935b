package org.hypersimplex.experiments.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The program that made the bundled subset of Fashion-MNIST: the first 200 training and the first 50 test images of
 * each class, in the order of the full set. Its arguments: the directory of the full set, and the directory to write.
 */
final class BundledSubset {
    private static final int TRAIN_PER_CLASS = 200;
    private static final int TEST_PER_CLASS = 50;

    private BundledSubset() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("two directories expected: of the full set, and to write");
        }
        write(FashionMnist.read(Path.of(args[0])), Path.of(args[1]));
    }

    private static void write(ImageSplits full, Path folder) throws IOException {
        Files.createDirectories(folder);
        write(full.train(), TRAIN_PER_CLASS, folder, FashionMnist.TRAIN_IMAGES, FashionMnist.TRAIN_LABELS);
        write(full.test(), TEST_PER_CLASS, folder, FashionMnist.TEST_IMAGES, FashionMnist.TEST_LABELS);
    }

    private static void write(LabelledImages all, int perClass, Path folder, String images, String labels)
            throws IOException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream classes = new ByteArrayOutputStream();
        int[] taken = new int[LabelledImages.CLASSES];
        for (int i = 0; i < all.size(); i++) {
            if (taken[all.label(i)]++ < perClass) {
                classes.write(all.label(i));
                for (int p = 0; p < all.shape().size(); p++) {
                    pixels.write(all.pixel(i, p));
                }
            }
        }
        int count = classes.size();
        writeIdx(
                folder.resolve(images + ".gz"),
                pixels,
                count,
                all.shape().height(),
                all.shape().width());
        writeIdx(folder.resolve(labels + ".gz"), classes, count);
    }

    private static void writeIdx(Path file, ByteArrayOutputStream bytes, int... dimensions) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BestGzip(Files.newOutputStream(file)))) {
            out.writeInt(0x0800 + dimensions.length);
            for (int size : dimensions) {
                out.writeInt(size);
            }
            bytes.writeTo(out);
        }
    }

    /** Gzip at its highest level of compression. */
    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
