package org.hypersimplex.experiments.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hypersimplex.cli.failure.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a data set is looked for, and in which order; downloads come from a server of the test's own. */
class DataFinderTest {
    private static final List<String> FILES = List.of(
            "train-images-idx3-ubyte.gz",
            "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz");

    private final List<String> messages = new ArrayList<>();
    private final HttpServer server;
    private final Path folder;
    private int served;

    DataFinderTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = bytes(exchange.getRequestURI().getPath().substring(1));
            served++;
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FashionMnist.class.getResourceAsStream("fashion-mnist/" + name))) {
            return in.readAllBytes();
        }
    }

    private Path filled(String place) throws IOException {
        Path target = Files.createDirectories(folder.resolve(place));
        for (String name : FILES) {
            Files.write(target.resolve(name), bytes(name));
        }
        return target;
    }

    private PublishedFile published(String name, String sha256) {
        return new PublishedFile(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/" + name), name, sha256);
    }

    private List<PublishedFile> published() {
        List<PublishedFile> files = new ArrayList<>();
        for (String name : FILES) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(name));
                files.add(published(name, HexFormat.of().formatHex(digest)));
            } catch (IOException | GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
        return files;
    }

    private DataFinder finder(DataFinder.Publisher publisher) {
        return new DataFinder(folder.resolve("system"), folder.resolve("cache"), publisher, messages::add);
    }

    private String source(DataFinder finder) throws IOException {
        return finder.find(ImageDataset.FASHION_MNIST, null).source();
    }

    @Test
    void theUsersDirectoryComesFirst() throws IOException {
        filled("system/fashion-mnist");
        Path own = filled("own");
        DataFinder finder = finder(dataset -> published());
        assertThat(finder.find(ImageDataset.FASHION_MNIST, own).source()).contains("own");
        assertThat(served).isZero();
    }

    @Test
    void aUsersDirectoryWithoutTheDataIsAnErrorWhateverElseIsThere() throws IOException {
        filled("system/fashion-mnist");
        DataFinder finder = finder(dataset -> published());
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> finder.find(ImageDataset.FASHION_MNIST, folder.resolve("nowhere")))
                .withMessageContaining("nowhere");
    }

    @Test
    void theSystemComesBeforeTheCache() throws IOException {
        filled("system/fashion-mnist");
        filled("cache/fashion-mnist");
        assertThat(source(finder(dataset -> published()))).contains("system");
        assertThat(served).isZero();
    }

    @Test
    void aDownloadIsMadeOnce() throws IOException {
        DataFinder finder = finder(dataset -> published());
        assertThat(source(finder)).contains("cache");
        assertThat(served).isEqualTo(4);
        assertThat(messages).hasSize(4).allMatch(message -> message.startsWith("downloading http"));
        assertThat(source(finder)).contains("cache");
        assertThat(served).isEqualTo(4);
    }

    @Test
    void aDownloadWithAnotherChecksumIsRefusedAndNotKept() throws IOException {
        DataFinder finder = finder(dataset -> List.of(published(FILES.get(0), "0".repeat(64))));
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> source(finder))
                .withMessageContainingAll(FILES.get(0), "SHA-256");
        assertThat(folder.resolve("cache/fashion-mnist")).isEmptyDirectory();
    }

    @Test
    void withoutADownloadTheBundledImagesAreUsedAndSaid() throws IOException {
        server.stop(0);
        assertThat(source(finder(dataset -> published()))).contains("bundled");
        assertThat(messages).last().asString().contains("2000 training", "500 test", "--data", "apt install");
    }

    @Test
    void withoutADownloadOfCifar10ItsAddressIsTold() {
        server.stop(0);
        DataFinder finder = finder(dataset -> published());
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> finder.find(ImageDataset.CIFAR10, null))
                .withMessageContainingAll("cifar10", "--data", "cifar-10-binary.tar.gz");
    }

    @Test
    void theCacheFollowsTheUsersEnvironment() {
        assertThat(DataFinder.userCache(Map.of("XDG_CACHE_HOME", "/var/cache/me")))
                .isEqualTo(Path.of("/var/cache/me/hypersimplex"));
        assertThat(DataFinder.userCache(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "hypersimplex"));
    }
}
