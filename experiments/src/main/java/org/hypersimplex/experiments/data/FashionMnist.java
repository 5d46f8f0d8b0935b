package org.hypersimplex.experiments.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypersimplex.cli.failure.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Fashion-MNIST: 60,000 training and 10,000 test images of clothes, 28 x 28 grey, as four IDX files. Xiao, Rasul,
 * Vollgraf 2017; MIT licence.
 */
final class FashionMnist {
    static final ImageShape SHAPE = new ImageShape(1, 28, 28);

    static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
    static final List<String> FILES = List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

    private static final String ADDRESS = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

    /** The published files. */
    static final List<PublishedFile> PUBLISHED = List.of(
            published(TRAIN_IMAGES, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            published(TRAIN_LABELS, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            published(TEST_IMAGES, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            published(TEST_LABELS, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));

    private FashionMnist() {}

    /** Whether a folder has at least one of the four files, plain or gzipped. */
    static boolean isIn(Path folder) {
        return FILES.stream().anyMatch(name -> find(folder, name) != null);
    }

    static ImageSplits read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw UserException.in(folder, "a directory expected, with " + TRAIN_IMAGES + ".gz and the others");
        }
        return read(name -> open(folder, name), folder.toString());
    }

    /** The few images that come with this program. */
    static ImageSplits bundled(String source) throws IOException {
        return read(FashionMnist::bundledFile, source);
    }

    private static ImageSplits read(Opener files, String source) throws IOException {
        return new ImageSplits(pair(files, TRAIN_IMAGES, TRAIN_LABELS), pair(files, TEST_IMAGES, TEST_LABELS), source);
    }

    private static LabelledImages pair(Opener files, String images, String labels) throws IOException {
        return IdxFormat.pair(content(files, images, 3), content(files, labels, 1), SHAPE);
    }

    private static IdxFormat.Content content(Opener files, String name, int dimensions) throws IOException {
        try (NamedStream file = files.open(name)) {
            return IdxFormat.read(file.stream(), file.name(), dimensions);
        }
    }

    private static NamedStream open(Path folder, String name) throws IOException {
        Path file = find(folder, name);
        if (file == null) {
            throw UserException.in(folder.resolve(name + ".gz"), "missing, and so is " + name);
        }
        return new NamedStream(Files.newInputStream(file), file.toString());
    }

    private static NamedStream bundledFile(String name) throws IOException {
        InputStream stream = FashionMnist.class.getResourceAsStream("fashion-mnist/" + name + ".gz");
        if (stream == null) {
            throw new FileNotFoundException("this program lacks its file fashion-mnist/" + name + ".gz");
        }
        return new NamedStream(stream, "bundled " + name + ".gz");
    }

    private static @Nullable Path find(Path folder, String name) {
        for (String ending : List.of(".gz", "")) {
            Path file = folder.resolve(name + ending);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    private static PublishedFile published(String name, String sha256) {
        return new PublishedFile(URI.create(ADDRESS + name + ".gz"), name + ".gz", sha256);
    }

    private interface Opener {
        NamedStream open(String name) throws IOException;
    }

    private record NamedStream(InputStream stream, String name) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
