package org.hypersimplex.bench.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassCodeTest {
    private static String code(String... instructions) {
        StringBuilder text = new StringBuilder("\n0000000000000000 <.data>:\n");
        for (int i = 0; i < instructions.length; i++) {
            text.append(String.format("%8x:\t%s%n", 16 * i, instructions[i]));
        }
        return text.toString();
    }

    @Test
    void instructionsAreCountedByKind() {
        String text = code(
                "vmovups 0x10(%rsi,%rcx,4),%zmm9",
                "vmovups 0x10(%rsi,%r8,4),%zmm0",
                "vsubps %zmm5,%zmm0,%zmm0",
                "vaddps 0x20(%rsp),%zmm0,%zmm1",
                "vcmpeqps %zmm0,%zmm2,%k2",
                "kmovw  %k2,%r11d",
                "popcnt %r11,%r11",
                "vmovups %zmm1,0x10(%r9,%r8,4)",
                "mov    %eax,0x8(%rsp)",
                "add    $0x10,%r8d",
                "cmp    %r10d,%r8d",
                "jl     0x10",
                "ret");
        assertThat(PassCode.of(text)).contains(new PassCode(11, 2, 2, 1, 1, 2));
    }

    @Test
    void theInnermostLoopWithTheMostArithmeticIsTheMainOne() {
        String text = code(
                "vaddps %ymm1,%ymm2,%ymm3",
                "vmovups 0x10(%rsi,%rax,4),%ymm0",
                "vaddps %ymm1,%ymm0,%ymm0",
                "vmulps %ymm1,%ymm0,%ymm0",
                "jne    0x10",
                "vaddss (%rsi),%xmm1,%xmm1",
                "jne    0x50",
                "jl     0x0");
        assertThat(PassCode.of(text)).contains(new PassCode(4, 2, 0, 1, 0, 0));
    }

    @Test
    void codeWithoutVectorsHasNoMainLoop() {
        assertThat(PassCode.of(code("add $0x1,%eax", "jne 0x0", "ret"))).isEmpty();
    }
}
