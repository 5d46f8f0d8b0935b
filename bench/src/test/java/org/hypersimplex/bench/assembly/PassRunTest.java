package org.hypersimplex.bench.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassRunTest {
    private static String compiled(String head, String method, String code) {
        return "Compiled method (c2)     97  " + head + "   " + method
                + " (297 bytes)\n total in heap ...\n[MachCode]\n" + "[Entry Point]\n  # this: nothing\n" + code
                + "[/MachCode]\n";
    }

    @Test
    void theLastCodeOfEachPassIsTaken() {
        String method = Pass.CUT.method();
        String printed = compiled("31       4", method, "  0x00007f01: 9090 \n")
                + compiled("32       4", method, "  0x00007f01: 8b44 2404 | c3 \n  0x00007f09: f4f4 \n")
                + compiled("33 %     4", method, "  0x00007f01: cc \n")
                + compiled("34       4", "java.lang.String::hashCode", "  0x00007f01: cc \n");
        Map<Pass, byte[]> all = PassRun.compiled(printed);
        assertThat(all).containsOnlyKeys(Pass.CUT);
        assertThat(all.get(Pass.CUT)).containsExactly(0x8b, 0x44, 0x24, 0x04, 0xc3, 0xf4, 0xf4);
    }

    @Test
    void passesHaveLoopsOverVectors() throws IOException {
        assumeTrue(PassRun.whyNot().isEmpty(), () -> PassRun.whyNot().orElse(""));
        JsonNode passes = PassRun.measure(System.getProperty("java.class.path"));
        assertThat(passes.findValuesAsText("pass"))
                .contains(
                        Pass.ROUGH_COUNT.title(),
                        Pass.WRITE_AND_COUNT.title(),
                        Pass.CUT.title(),
                        Pass.ROWS_COUNT.title(),
                        Pass.ROWS_RESIDUAL.title(),
                        Pass.ROWS_GRADIENT.title());
        for (JsonNode pass : passes) {
            assertThat(pass.path("vectors").asInt())
                    .as(pass.toString())
                    .isPositive()
                    .isLessThanOrEqualTo(pass.path("loads").asInt());
            assertThat(pass.path("arithmetic").asInt())
                    .as(pass.toString())
                    .isGreaterThan(pass.path("loads").asInt());
        }
    }
}
