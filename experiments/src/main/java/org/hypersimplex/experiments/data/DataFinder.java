package org.hypersimplex.experiments.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hypersimplex.cli.failure.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Finds a data set: in the directory the user names, else where the system keeps it, else in the user's cache, else at
 * its public address (into the cache), else, for Fashion-MNIST, among the few images that come with this program.
 */
public final class DataFinder {
    private final Path system;
    private final Path cache;
    private final Publisher publisher;
    private final Consumer<String> messages;

    /**
     * A finder that looks in the usual places.
     *
     * @param messages receives lines for the user
     */
    public DataFinder(Consumer<String> messages) {
        this(Path.of("/usr/share/datasets"), userCache(System.getenv()), ImageDataset::published, messages);
    }

    DataFinder(Path system, Path cache, Publisher publisher, Consumer<String> messages) {
        this.system = system;
        this.cache = cache;
        this.publisher = publisher;
        this.messages = messages;
    }

    /**
     * Reads a data set from the first place that has it.
     *
     * @param dataset what to read
     * @param place the user's choice, a directory (for CIFAR-10 or the archive itself), or null
     * @return the images
     * @throws UserException if a file is missing, truncated or wrong
     * @throws IOException if a file can't be read
     */
    public ImageSplits find(ImageDataset dataset, @Nullable Path place) throws IOException {
        if (place != null) {
            return dataset.read(place);
        }
        Path installed = system.resolve(dataset.toString());
        if (dataset.isIn(installed)) {
            return dataset.read(installed);
        }
        Path cached = cache.resolve(dataset.toString());
        try {
            for (PublishedFile file : publisher.published(dataset)) {
                if (!Files.exists(cached.resolve(file.name()))) {
                    messages.accept("downloading " + file.address() + " to " + cached);
                }
                file.into(cached);
            }
        } catch (IOException e) {
            return withoutDownload(dataset, e.getMessage());
        }
        return dataset.read(cached);
    }

    private ImageSplits withoutDownload(ImageDataset dataset, @Nullable String reason) throws IOException {
        if (dataset != ImageDataset.FASHION_MNIST) {
            throw UserException.in(
                    dataset,
                    "not found (" + reason + "); get " + Cifar10.PUBLISHED.address() + " and name it with --data");
        }
        ImageSplits few = FashionMnist.bundled("bundled subset of Fashion-MNIST");
        messages.accept("using the bundled " + few.train().size() + " training and "
                + few.test().size() + " test images, for want of the whole set (" + reason
                + "); get it with 'apt install dataset-fashion-mnist', or name a directory of its four "
                + "files with --data");
        return few;
    }

    static Path userCache(Map<String, String> environment) {
        String xdg = environment.get("XDG_CACHE_HOME");
        Path base = xdg != null && Path.of(xdg).isAbsolute()
                ? Path.of(xdg)
                : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("hypersimplex");
    }

    /** Says what has been published of a data set. */
    interface Publisher {
        List<PublishedFile> published(ImageDataset dataset);
    }
}
