package org.hypersimplex.experiments.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.hypersimplex.cli.failure.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Where frameworks unpack their native code: in the user's home, in folders that nobody else can write to. Left alone,
 * Deep Java Library and JavaCPP, which Deeplearning4j loads its code with, would turn to fixed names in the folder of all
 * users' temporary files where there is no home to write to, and run what somebody else had put there.
 */
public final class NativeFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private NativeFolder() {}

    /**
     * Sets a framework's property to its usual folder in the user's home, closed to others; does nothing where the user
     * has chosen a folder.
     *
     * @param property names the folder to the framework
     * @param chosen what the user has set, by that property or otherwise; null or empty if nothing
     * @param usual the framework's own folder in the home, such as ".djl.ai"
     * @throws UserException if there is no such folder and none can be made
     */
    public static void choose(String property, @Nullable String chosen, String usual) {
        if (chosen == null || chosen.isEmpty()) {
            Path home = Path.of(System.getProperty("user.home"));
            Path folder = home.resolve(usual);
            try {
                if (!Files.isDirectory(home)) {
                    throw new IOException("there is no " + home);
                }
                System.setProperty(property, closed(folder).toString());
            } catch (IOException e) {
                throw UserException.in(
                        folder,
                        "native code is unpacked here, which must be a folder of your own; -D" + property
                                + " names another (" + e.getMessage() + ")");
            }
        }
    }

    /** Makes a folder that only its owner has access to, or takes access from others. */
    static Path closed(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        PosixFileAttributeView view =
                Files.getFileAttributeView(real, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        // Without such permissions, on Windows, the home is closed to others by its access control list.
        if (view != null && !view.readAttributes().permissions().equals(OWNER_ONLY)) {
            view.setPermissions(OWNER_ONLY);
        }
        if (!Files.isWritable(real)) {
            throw new IOException("not writable");
        }
        return real;
    }
}
