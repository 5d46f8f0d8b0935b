package org.hypersimplex.bench.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DriverLogTest {
    private static final List<String> LOG = List.of(
            "5.0 module 000 64",
            "10.0 upload 4096",
            "11.0 launch hypersimplex0_tasksolve_solve_uk_ac_manchester 10 256",
            "13.5 launch hypersimplex0_taskloss_loss_uk_ac_manchester 10 128",
            "14.0 download 4096",
            "16.0 download 160",
            "17.0 event",
            "30.0 upload 4096",
            "31.0 event",
            "38.0 download 4096");

    @Test
    void aRunGoesFromTheFirstCopyToTheDeviceToTheLastOneBack() {
        List<DriverLog> runs = DriverLog.of(LOG).runs();
        assertThat(runs).extracting(DriverLog::micros).containsExactly(6.0, 8.0);
        assertThat(runs.getFirst().count("upload", "download")).isEqualTo(3);
    }

    @Test
    void kernelsAreNamedByTheirMethods() {
        assertThat(DriverLog.of(LOG).launches())
                .containsExactly(new DriverLog.Launch("solve", 10, 256), new DriverLog.Launch("loss", 10, 128));
        assertThat(DriverLog.of(LOG).modules()).containsExactly(new DriverLog.Module("000", 64));
    }

    @Test
    void aStretchOfTimeEndsBeforeTheNextBegins() {
        assertThat(DriverLog.of(LOG).between(10, 14).lines()).hasSize(3);
    }
}
