package org.hypersimplex.bench.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopTest {
    private static String line(int address, String instruction) {
        return String.format("        /*%04x*/    %s ;    /* 0x0000000000000000 */%n", address, instruction);
    }

    private static String code(String... instructions) {
        StringBuilder text = new StringBuilder("\t\tFunction : kernel\n");
        for (int i = 0; i < instructions.length; i++) {
            text.append(line(16 * i, instructions[i]));
        }
        return text.toString();
    }

    @Test
    void instructionsAreCountedByKind() {
        String text = code(
                "MOV R1, c[0x0][0x28]",
                "LDG.E R4, desc[UR4][R2.64]",
                "LDS R5, [R6]",
                "FADD R7, R4, R5",
                "F2F.F64.F32 R8, R7",
                "DADD R10, R10, R8",
                "STS [R6], R7",
                "STG.E desc[UR4][R2.64], R7",
                "ISETP.GE.AND P0, PT, R0, R3, PT",
                "@!P0 BRA 0x10",
                "EXIT",
                "BRA 0xb0");
        assertThat(Loop.all(text)).containsExactly(new Loop(9, 1, 1, 1, 1, 1, 2));
    }

    @Test
    void loadsAreInFlightUntilOneOfThemIsUsed() {
        String together = code(
                "LDG.E R4, desc[UR4][R2.64]",
                "LDG.E R5, desc[UR4][R2.64+0x400]",
                "IADD3 R2, R2, 0x10, RZ",
                "LDG.E R6, desc[UR4][R2.64+0x800]",
                "FADD R7, R4, R5",
                "FADD R7, R7, R6",
                "@P0 BRA 0x0");
        String oneByOne = code(
                "LDG.E R4, desc[UR4][R2.64]",
                "FADD R7, R4, R7",
                "LDG.E R5, desc[UR4][R2.64+0x400]",
                "FADD R7, R5, R7",
                "@P0 BRA 0x0");
        assertThat(Loop.all(together)).extracting(Loop::inFlight).containsExactly(3);
        assertThat(Loop.all(oneByOne)).extracting(Loop::inFlight).containsExactly(1);
    }

    @Test
    void onlyInnermostLoopsCount() {
        String text = code(
                "MOV R0, RZ",
                "LDS R5, [R6]",
                "@P0 BRA 0x10",
                "LDS R5, [R6]",
                "LDS R7, [R6]",
                "@P1 BRA 0x30",
                "@P2 BRA 0x0",
                "EXIT");
        assertThat(Loop.all(text)).extracting(Loop::localLoads).containsExactly(1, 2);
    }
}
