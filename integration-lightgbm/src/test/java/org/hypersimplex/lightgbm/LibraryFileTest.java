package org.hypersimplex.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class LibraryFileTest {
    @Test
    void theLibraryIsUnpackedWhereNobodyElseCanWrite() throws Exception {
        assumeTrue(System.getenv("LIGHTGBM_NATIVE_LIB_PATH") == null);
        Path folder = LibraryFile.find().getParent();
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(LibraryFile.find().getParent()).as("another time").isNotEqualTo(folder);
    }
}
