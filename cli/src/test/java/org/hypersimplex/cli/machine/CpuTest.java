package org.hypersimplex.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A processor is named so that its generation can be told. */
class CpuTest {
    @Test
    void theNameHasTheNumbersOfFamilyAndModel() {
        assertThat(Cpu.model(List.of(
                        "processor\t: 0",
                        "vendor_id\t: AuthenticAMD",
                        "cpu family\t: 25",
                        "model\t\t: 17",
                        "model name\t: AMD EPYC",
                        "",
                        "processor\t: 1",
                        "model\t\t: 18")))
                .isEqualTo("AMD EPYC (family 25, model 17)");
    }

    @Test
    void whatTheSystemDoesNotTellIsLeftOut() {
        assertThat(Cpu.model(List.of("model name\t: ARMv8: a core"))).isEqualTo("ARMv8: a core");
        assertThat(Cpu.model(List.of("processor\t: 0", ""))).isEqualTo("unknown model");
        assertThat(Cpu.model()).isNotBlank();
    }
}
