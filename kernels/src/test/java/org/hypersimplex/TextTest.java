package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;

import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.reference.ReferenceBackend;
import org.junit.jupiter.api.Test;

/** Operators say as text, and by their getters, what they compute and where. */
class TextTest {
    private static final ReferenceBackend REFERENCE = new ReferenceBackend();

    @Test
    void theOperatorNamesItsMassTemperatureAndBackend() {
        assertThat(SoftBinaryArgmax.of(2.5, 0.5).on(REFERENCE))
                .hasToString("SoftBinaryArgmax(k 2.5, tau 0.5, reference)");
        assertThat(SoftBinaryArgmax.of(new double[] {1, 2}, 3).on(REFERENCE))
                .hasToString("SoftBinaryArgmax(k [1.0, 2.0], tau 3.0, reference)");
    }

    @Test
    void theLossNamesItsReductionPolicyTemperatureAndBackend() {
        assertThat(HypersimplexLoss.mean(KPolicy.half(), 0.5).on(REFERENCE))
                .asString()
                .startsWith("HypersimplexLoss(MEAN, k half, tau 0.5")
                .endsWith("reference)");
    }

    @Test
    void anotherTemperatureIsThatOfTheNewOperatorAlone() {
        SoftBinaryArgmax top = SoftBinaryArgmax.of(1, 2);
        assertThat(top.withTau(4).tau()).isEqualTo(4);
        assertThat(top.tau()).isEqualTo(2);
    }
}
