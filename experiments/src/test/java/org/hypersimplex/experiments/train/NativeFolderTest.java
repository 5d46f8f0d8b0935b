package org.hypersimplex.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hypersimplex.cli.failure.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeFolderTest {
    private static final String PROPERTY = "hypersimplex.test.native";

    private final Path home;
    private final String before = System.getProperty("user.home");

    NativeFolderTest(@TempDir Path home) throws IOException {
        this.home = home.toRealPath();
        FileStore store = Files.getFileStore(home);
        assumeTrue(store.supportsFileAttributeView("posix"));
    }

    @BeforeEach
    void moveHome() {
        System.setProperty("user.home", home.toString());
        System.clearProperty(PROPERTY);
    }

    @AfterEach
    void moveBack() {
        System.setProperty("user.home", before);
        System.clearProperty(PROPERTY);
    }

    private static String permissions(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    @Test
    void aNewFolderIsItsOwnersAlone() throws IOException {
        NativeFolder.choose(PROPERTY, null, "new/cache");
        assertThat(System.getProperty(PROPERTY))
                .isEqualTo(home.resolve("new/cache").toString());
        assertThat(permissions(home.resolve("new/cache"))).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---", "rwxr-xr-x"})
    void aFolderThatOthersHadAccessToIsClosed(String permissions) throws IOException {
        Path folder = Files.createDirectory(home.resolve("old"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        NativeFolder.choose(PROPERTY, "", "old");
        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    @Test
    void aFolderThatTheUserChoseIsLeftAlone() throws IOException {
        Path folder = Files.createDirectory(home.resolve("chosen"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
        NativeFolder.choose(PROPERTY, folder.toString(), "chosen");
        assertThat(System.getProperty(PROPERTY)).isNull();
        assertThat(permissions(folder)).isEqualTo("rwxrwx---");
    }

    @Test
    void noHomeIsMade() {
        System.setProperty("user.home", home.resolve("?").toString());
        assertThatThrownBy(() -> NativeFolder.choose(PROPERTY, null, "cache")).isInstanceOf(UserException.class);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whereThereCanBeNoFolderNothingIsUnpacked() throws IOException {
        Files.writeString(home.resolve("file"), "");
        assertThatThrownBy(() -> NativeFolder.choose(PROPERTY, null, "file/cache"))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(home.resolve("file/cache") + ": ", "-D" + PROPERTY);
        assertThat(System.getProperty(PROPERTY)).isNull();
    }
}
