package org.hypersimplex.experiments.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.hypersimplex.cli.failure.UserException;

/**
 * CIFAR-10 in its binary format: files data_batch_1.bin to data_batch_5.bin (any number of them is taken) and
 * test_batch.bin of records of one label byte and 3072 bytes, the red, green and blue planes of a 32 x 32 image. Read
 * from a directory or from a tar archive, plain or compressed. Krizhevsky 2009.
 */
final class Cifar10 {
    static final ImageShape SHAPE = new ImageShape(3, 32, 32);
    static final String ARCHIVE = "cifar-10-binary.tar.gz";

    /** The published archive. */
    static final PublishedFile PUBLISHED = new PublishedFile(
            URI.create("https://www.cs.toronto.edu/~kriz/" + ARCHIVE),
            ARCHIVE,
            "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd");

    private static final int RECORD = 1 + SHAPE.size();
    private static final String TEST = "test_batch.bin";
    private static final Pattern TRAIN = Pattern.compile("data_batch_\\d+\\.bin");
    private static final Pattern ARCHIVES = Pattern.compile("cifar-10-binary.*\\.(tar|tar\\.\\w+|tgz)");

    private Cifar10() {}

    /** Whether a folder holds an archive or batches. */
    static boolean isIn(Path folder) throws IOException {
        return !matching(folder, ARCHIVES).isEmpty() || !matching(folder, TRAIN).isEmpty();
    }

    /** Reads a directory of batches, a directory with the archive, or the archive itself. */
    static ImageSplits read(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return splits(place, fromArchive(place));
        }
        if (!Files.isDirectory(place)) {
            throw UserException.in(place, "no such file or directory");
        }
        Map<String, LabelledImages> batches = fromDirectory(place);
        if (batches.isEmpty()) {
            for (Path archive : matching(place, ARCHIVES)) {
                return splits(archive, fromArchive(archive));
            }
        }
        return splits(place, batches);
    }

    private static ImageSplits splits(Path place, Map<String, LabelledImages> batches) {
        List<LabelledImages> train = new ArrayList<>();
        batches.forEach((name, images) -> {
            if (TRAIN.matcher(name).matches()) {
                train.add(images);
            }
        });
        if (train.isEmpty()) {
            throw UserException.in(place, "data_batch_1.bin is missing (CIFAR-10's binary version)");
        }
        LabelledImages test = batches.get(TEST);
        if (test == null) {
            throw UserException.in(place, TEST + " is missing");
        }
        return new ImageSplits(LabelledImages.concat(SHAPE, train), test, place.toString());
    }

    private static Map<String, LabelledImages> fromDirectory(Path folder) throws IOException {
        Map<String, LabelledImages> batches = new TreeMap<>();
        for (Path file : matching(folder, Pattern.compile(TRAIN + "|" + Pattern.quote(TEST)))) {
            batches.put(file.getFileName().toString(), records(Files.readAllBytes(file), file.toString()));
        }
        return batches;
    }

    private static Map<String, LabelledImages> fromArchive(Path archive) throws IOException {
        Map<String, LabelledImages> batches = new TreeMap<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(decompressed(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (entry.isFile() && (TRAIN.matcher(name).matches() || name.equals(TEST))) {
                    batches.put(name, records(tar.readAllBytes(), archive + ": " + entry.getName()));
                }
            }
        } catch (EOFException e) {
            throw UserException.in(archive, "truncated: the end of the file came too early");
        } catch (IOException e) {
            throw UserException.in(archive, "a tar archive expected, plain or compressed: " + e.getMessage());
        }
        return batches;
    }

    private static InputStream decompressed(InputStream file) throws IOException {
        String format;
        try {
            format = CompressorStreamFactory.detect(file);
        } catch (CompressorException e) {
            return file; // Not compressed.
        }
        try {
            return new CompressorStreamFactory().createCompressorInputStream(format, file);
        } catch (CompressorException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static LabelledImages records(byte[] bytes, String name) {
        if (bytes.length == 0 || bytes.length % RECORD != 0) {
            throw UserException.in(
                    name,
                    "truncated or not CIFAR-10's binary version: records of " + RECORD + " bytes expected, found "
                            + bytes.length + " bytes");
        }
        int count = bytes.length / RECORD;
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count * SHAPE.size()];
        for (int i = 0; i < count; i++) {
            labels[i] = bytes[i * RECORD];
            System.arraycopy(bytes, i * RECORD + 1, pixels, i * SHAPE.size(), SHAPE.size());
        }
        int wrong = LabelledImages.firstWrongLabel(labels);
        if (wrong >= 0) {
            throw UserException.in(
                    name, "label of image " + wrong + " must be 0 to 9, found " + (labels[wrong] & 0xff));
        }
        return new LabelledImages(SHAPE, pixels, labels);
    }

    private static List<Path> matching(Path folder, Pattern name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }
}
