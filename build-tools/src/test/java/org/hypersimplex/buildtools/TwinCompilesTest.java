package org.hypersimplex.buildtools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinCompilesTest {
    private static final String SAMPLE = """
            package sample;

            import java.lang.foreign.ValueLayout;

            /** The sum of {@code float}s, which merely floating words don't change. */
            public final class FloatSum {
                static final float LEAST = Float.MIN_NORMAL;
                static final ValueLayout.OfFloat LAYOUT = ValueLayout.JAVA_FLOAT_UNALIGNED;

                private final FloatSum afloat = this;

                public static float of(float... floats) {
                    float sum = 0f;
                    for (float each : floats) {
                        sum += Float.valueOf(each).floatValue();
                    }
                    return (float) sum;
                }
            }
            """;

    @Test
    void sourceAndTwinCompileTogetherAndWorkInTheirOwnTypes(@TempDir Path folder)
            throws IOException, ReflectiveOperationException {
        Path sources = folder.resolve("java");
        Path twins = folder.resolve("twins");
        Path source = sources.resolve("sample/FloatSum.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, SAMPLE);
        assertThat(Run.with(sources, twins).status()).isZero();

        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                null,
                "-Werror",
                "-d",
                classes.toString(),
                source.toString(),
                twins.resolve("sample/DoubleSum.java").toString());
        assertThat(status).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            // Their sum has more digits than a float can hold.
            double[] numbers = {0x1p30, 1};
            Object sum = loader.loadClass("sample.DoubleSum")
                    .getMethod("of", double[].class)
                    .invoke(null, (Object) numbers);
            assertThat(sum).isEqualTo(0x1p30 + 1);
        }
    }
}
