package org.hypersimplex.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    @Test
    void aConstantRateStaysWhatItIs() {
        assertThat(Schedule.CONSTANT.factor(0, 7)).isEqualTo(1);
        assertThat(Schedule.CONSTANT.factor(6, 7)).isEqualTo(1);
    }

    @Test
    void warmupRisesForATenthOfTheStepsAndThenFallsByEqualSteps() {
        double[] factors = new double[40];
        for (int step = 0; step < factors.length; step++) {
            factors[step] = Schedule.WARMUP_DECAY.factor(step, factors.length);
        }
        assertThat(factors).startsWith(0.25, 0.5, 0.75, 1, 1);
        for (int step = 5; step < factors.length; step++) {
            assertThat(factors[step - 1] - factors[step]).isCloseTo(1.0 / 36, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 10, 11})
    void everyStepOfAShortRunHasARate(int steps) {
        double highest = 0;
        for (int step = 0; step < steps; step++) {
            double factor = Schedule.WARMUP_DECAY.factor(step, steps);
            assertThat(factor).isPositive().isLessThanOrEqualTo(1);
            highest = Math.max(highest, factor);
        }
        assertThat(highest).isEqualTo(1);
    }
}
