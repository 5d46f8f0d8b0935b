package org.hypersimplex.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hypersimplex.cli.failure.UserException;

/** Reads bytes as a file, and checks what every reader promises, whatever the bytes. */
final class Reading {
    /** What a reader may allocate for a file: room to work in, and a multiple of the file's length. */
    private static final long ROOM = 24L << 20;

    private static final long TIMES = 2048;

    /** The same for what may be compressed: as much as a byte of Zstandard can stand for. */
    static final long TIMES_COMPRESSED = 1 << 15;

    private static final int LONGEST_MESSAGE = 2000;
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path file;
    private final long times;

    /** A file of this name, in a folder of its own. */
    Reading(String name) {
        this(name, TIMES);
    }

    Reading(String name, long times) {
        this.times = times;
        try {
            Path folder = Files.createTempDirectory("fuzz");
            file = folder.resolve(name);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Path file() {
        return file;
    }

    /** What a reader does with the file. */
    interface Reader<T> {
        T read(Path file) throws IOException;
    }

    void write(byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the reader makes of the file; nothing if it refuses the file as it should. */
    <T> Optional<T> read(Reader<T> reader) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Optional<T> read = attempt(reader);
        if (THREADS.getCurrentThreadAllocatedBytes() - before > allowed()) {
            requireModest(reader);
        }
        return read;
    }

    private <T> Optional<T> attempt(Reader<T> reader) {
        try {
            return Optional.of(reader.read(file));
        } catch (UserException refusal) {
            check(String.valueOf(refusal.getMessage()));
            return Optional.empty();
        } catch (IOException e) {
            throw new AssertionError("no file is to be blamed for its content by an IOException", e);
        }
    }

    private long allowed() {
        return ROOM + times * file.toFile().length();
    }

    /** Reads once more: the first time may have loaded classes, which takes much memory in a run of the fuzzer. */
    private <T> void requireModest(Reader<T> reader) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        attempt(reader);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > allowed()) {
            throw new AssertionError(allocated + " bytes were allocated for a file of "
                    + file.toFile().length());
        }
    }

    private void check(String message) {
        if (!message.startsWith(file.toString())
                || message.length() <= file.toString().length() + 3
                || message.length() > LONGEST_MESSAGE
                || message.equals(file + ": null")
                || LINE_END.matcher(message).find()) {
            throw new AssertionError("not one line that names the file: " + message);
        }
    }
}
