package org.hypersimplex.bench.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CodeTest {
    private static final Path KERNELS =
            Path.of("..", "tornado", "target", "classes").toAbsolutePath();

    @Test
    void whateverIsScarcestLimitsTheWorkgroupsOfAMultiprocessor() {
        assertThat(new Code(64, 1024, 0, List.of()).groups(256)).isEqualTo(4);
        assertThat(new Code(20, 45_068, 0, List.of()).groups(256)).isEqualTo(5);
        assertThat(new Code(20, 1024, 0, List.of()).groups(512)).isEqualTo(4);
        assertThat(new Code(20, 0, 0, List.of()).groups(32)).isEqualTo(32);
    }

    private static void check(JsonNode code) {
        assertThat(CodeLimit.all(code)).allMatch(CodeLimit::isKept);
    }

    @Test
    void theCommittedResultsAreWithinTheBounds() throws IOException {
        File committed = Path.of("..", "reports", "gpu", "code.json").toFile();
        check(new ObjectMapper().readTree(committed).path("code"));
    }

    @Test
    void theKernelsOfTodayAreWithinTheBounds() throws IOException {
        CodeRun.whyNot().ifPresent(Assumptions::abort);
        Assumptions.assumeTrue(Files.isDirectory(KERNELS), "the kernels for GPUs are not compiled");
        String classes = System.getProperty("java.class.path") + File.pathSeparator + KERNELS;
        check(CodeRun.measure(classes, System.err));
    }
}
