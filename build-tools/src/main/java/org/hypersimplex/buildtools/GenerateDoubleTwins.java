package org.hypersimplex.buildtools;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/**
 * The program that writes a {@code Double…} source, the twin, for each {@code Float…} source of a module, at the same
 * place below another folder. A Float source whose twin was written by hand, in a file beside it, is left alone. Twins
 * that didn't change are not touched, and those whose source is gone are removed.
 */
public final class GenerateDoubleTwins {
    private static final int BAD_INPUT = 2;

    private GenerateDoubleTwins() {}

    /**
     * Writes the twins. If that fails, prints why in one sentence on standard error, and exits with status 2.
     *
     * @param args the source root, such as {@code src/main/java}, and the folder to write to, which is this program's
     *     own: every other Java source in it is removed
     */
    public static void main(String[] args) {
        int status = run(List.of(args), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.size() != 2) {
            err.println("usage: GenerateDoubleTwins <source root> <output folder>");
            return BAD_INPUT;
        }
        try {
            out.println(generate(Path.of(args.get(0)), Path.of(args.get(1))));
            return 0;
        } catch (IOException | UncheckedIOException e) {
            err.println(sentence(e));
            return BAD_INPUT;
        }
    }

    private static String generate(Path root, Path output) throws IOException {
        if (isInside(root, output) || isInside(output, root)) {
            // Twins would become sources, or sources would be removed as stale twins.
            throw new FileSystemException(output.toString(), null, "overlaps the source root, " + root);
        }
        List<FloatSource> sources = FloatSource.below(root);
        TwinFolder folder = TwinFolder.at(output);
        int written = 0;
        for (FloatSource source : sources) {
            if (!source.hasTwinByHand() && folder.put(source.twin(), source.twinText())) {
                written++;
            }
        }
        int removed = folder.removeOthers();
        return folder.size() + " Double sources in " + output + ", " + written + " written, " + removed + " removed";
    }

    private static boolean isInside(Path inner, Path outer) {
        return inner.toAbsolutePath()
                .normalize()
                .startsWith(outer.toAbsolutePath().normalize());
    }

    /**
     * What went wrong, in one sentence: some of the JDK's messages are the file's name alone, and some causes are
     * wrapped.
     */
    private static String sentence(Exception failure) {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        if (!(cause instanceof FileSystemException file)) {
            return String.valueOf(cause);
        }
        String reason = file.getReason();
        if (reason == null) {
            reason = switch (file) {
                case AccessDeniedException denied -> "permission denied";
                case FileAlreadyExistsException inTheWay -> "a file is where a folder should be";
                default -> "failed with " + file.getClass().getSimpleName();
            };
        }
        return file.getFile() + ": " + reason;
    }
}
