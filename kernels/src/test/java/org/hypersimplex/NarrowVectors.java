package org.hypersimplex;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** The width of vectors that the build forces on a JVM by -XX:MaxVectorSize, in bytes. */
public final class NarrowVectors {
    private static final int FORCED = Integer.getInteger("hypersimplex.test.bytes", 0);
    /** Whether this is the run of some tests on vectors that are narrower than the machine's own. */
    private static final boolean NARROWED = Boolean.getBoolean("hypersimplex.test.narrowed");

    private static final Pattern FLAG = Pattern.compile("\\bMaxVectorSize\\s*=\\s*(\\d+)");

    private NarrowVectors() {}

    /** Lazy holder: the machine is only asked where a width is forced. */
    private static final class Own {
        static final int BYTES = ask();
    }

    /** The width in bytes, or 0 if none is forced. */
    static int forced() {
        return FORCED;
    }

    /**
     * Skips the test, with the reason, in a run on narrower vectors where the machine's own are no wider: it would only
     * repeat the usual run.
     */
    public static void skipIfNotNarrowed() {
        if (NARROWED && Own.BYTES <= FORCED) {
            Assumptions.abort("vectors of this machine have " + Own.BYTES + " bytes, so " + FORCED + " narrow nothing");
        }
    }

    /** The same for tests of vectors alone; also skips them where there are none, or other engines are to be tested. */
    public static void skipWithoutVectors() {
        skipIfNotNarrowed();
        Assumptions.assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "no incubator module");
        Assumptions.assumeTrue(EngineCase.isTested("vector"), "other engines are to be tested");
    }

    /** What a JVM that nothing is forced on would use. */
    private static int ask() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            Process process = new ProcessBuilder(java, "-XX:+PrintFlagsFinal", "-version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String flags = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher flag = FLAG.matcher(flags);
            return flag.find() ? Integer.parseInt(flag.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
