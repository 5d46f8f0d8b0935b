package org.hypersimplex.experiments.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.hypersimplex.cli.failure.FileFailure;
import org.hypersimplex.cli.failure.JsonFailure;
import org.hypersimplex.cli.failure.UserException;

/**
 * A file with a record on each line, as JSON. Records are only ever added, each as soon as it is complete, so that a program
 * that was stopped can go on where it was.
 *
 * @param <T> the type of the records, which Jackson can write and read
 */
public final class JsonLines<T> {
    private static final ObjectMapper JSON =
            StrictJson.mapper().setDefaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL));

    private final Path file;
    private final Class<T> type;
    private final String subject;

    /**
     * A file of records. Nothing is read or written yet.
     *
     * @param file may be missing
     * @param type of the records
     * @param subject what a record is about, such as "a run", for error messages
     */
    public JsonLines(Path file, Class<T> type, String subject) {
        this.file = file;
        this.type = type;
        this.subject = subject;
    }

    /**
     * Reads the file.
     *
     * @return the records in their order
     * @throws UserException if a line is no such record; names the line
     * @throws IOException if the file is missing or can't be read
     */
    public List<T> read() throws IOException {
        return records(Files.readAllBytes(file));
    }

    /**
     * Opens the file for adding records, which no other program can do at the same time. Half a line at the end, left by a
     * program that was stopped while it wrote, is removed. The file is made if it is missing, its folder is not.
     *
     * @return the caller's to close
     * @throws UserException if another program adds records, or the file can't be written
     */
    public Writer<T> writer() {
        return new Writer<>(this);
    }

    private List<T> records(byte[] bytes) {
        List<String> lines;
        try {
            lines = StrictJson.text(bytes).lines().toList();
        } catch (CharacterCodingException e) {
            throw UserException.in(file, "is no text in UTF-8");
        }
        List<T> records = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                records.add(StrictJson.read(JSON, lines.get(i), type));
            } catch (JsonProcessingException e) {
                throw UserException.at(file, i + 1L, "not the record of " + subject + ": " + JsonFailure.reason(e));
            }
        }
        return records;
    }

    /**
     * Adds records to a file. Thread-safe.
     *
     * @param <T> the type of the records
     */
    public static final class Writer<T> implements AutoCloseable {
        /** A byte beyond all that is ever written, as some systems keep others from reading what is locked. */
        private static final long LOCKED = Long.MAX_VALUE - 1;

        private final JsonLines<T> lines;
        private final FileChannel channel;

        private Writer(JsonLines<T> lines) {
            this.lines = lines;
            try {
                channel = FileChannel.open(
                        lines.file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                throw UserException.in(lines.file, "its directory does not exist");
            } catch (IOException e) {
                throw failed(e);
            }
            try {
                lock();
                removeHalfALine();
            } catch (IOException | RuntimeException e) {
                close();
                throw e instanceof IOException cause ? failed(cause) : (RuntimeException) e;
            }
        }

        private void lock() throws IOException {
            FileLock lock;
            try {
                lock = channel.tryLock(LOCKED, 1, false);
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                throw UserException.in(lines.file, "another program is writing there");
            }
        }

        private void removeHalfALine() throws IOException {
            byte[] bytes = bytes();
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') {
                whole--;
            }
            if (whole < bytes.length) {
                channel.truncate(whole);
            }
        }

        private byte[] bytes() throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
                // Until all is there.
            }
            return bytes.array();
        }

        /**
         * Reads what is recorded so far, to go on from there.
         *
         * @return the records in their order
         * @throws UserException if a line is no such record; names the line
         */
        public synchronized List<T> recorded() {
            try {
                return lines.records(bytes());
            } catch (IOException e) {
                throw failed(e);
            }
        }

        /**
         * Adds a record, wholly or not at all.
         *
         * @param record what to add
         * @throws UserException if the file can't be written
         */
        public synchronized void append(T record) {
            try {
                long end = channel.size();
                ByteBuffer line =
                        ByteBuffer.wrap((JSON.writeValueAsString(record) + "\n").getBytes(StandardCharsets.UTF_8));
                try {
                    while (line.hasRemaining()) {
                        channel.write(line, end + line.position());
                    }
                } catch (IOException e) {
                    if (channel.isOpen()) {
                        channel.truncate(end);
                    }
                    throw e;
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private UserException failed(IOException e) {
            return UserException.in(lines.file, FileFailure.reason(e));
        }
    }
}
