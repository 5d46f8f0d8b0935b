package org.hypersimplex.experiments.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hypersimplex.cli.failure.UserException;
import org.jspecify.annotations.Nullable;

/**
 * A file at a public address, known by its checksum.
 *
 * @param address where to download it
 * @param name what to call it on disk
 * @param sha256 its checksum, 64 hexadecimal digits
 */
record PublishedFile(URI address, String name, String sha256) {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    private static final Duration TO_ARRIVE = Duration.ofMinutes(10);

    /**
     * Downloads the file unless the folder already has it. It appears there complete and checked, or not at all.
     *
     * @throws UserException if what arrived is not the file that was published
     * @throws IOException if nothing arrived
     */
    void into(Path folder) throws IOException {
        Path target = folder.resolve(name);
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, name, ".part");
        try {
            download(part);
            String found = sha256(part);
            if (!found.equals(sha256)) {
                throw UserException.in(address, "SHA-256 " + sha256 + " expected, found " + found);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void download(Path to) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TO_ANSWER).build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            int status;
            try {
                status = client.sendAsync(request, HttpResponse.BodyHandlers.ofFile(to))
                        .get(TO_ARRIVE.toSeconds(), TimeUnit.SECONDS)
                        .statusCode();
            } catch (ExecutionException e) {
                throw new IOException(address + ": " + reason(e.getCause()), e);
            } catch (TimeoutException e) {
                throw new IOException(address + ": not here after " + TO_ARRIVE.toMinutes() + " minutes", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException(address + ": interrupted");
            } finally {
                client.shutdownNow();
            }
            if (status != 200) {
                throw new IOException(address + ": the server answered with status " + status);
            }
        }
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "failed";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
