package org.hypersimplex.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputExceptionTest {
    @Test
    void carriesThePlaceAsNumbersAndInItsMessage() {
        InputException about = InputException.notANumber(3, 1L << 40);
        assertThat(about.problem()).isEqualTo(3);
        assertThat(about.entry()).isEqualTo(1L << 40);
        assertThat(about.fault()).isEqualTo("score is NaN");
        assertThat(about).hasMessage("entry 1099511627776 of problem 3: score is NaN");
    }

    @Test
    void anErrorAboutAProblemHasNoEntry() {
        InputException about = InputException.infeasible(2, 5, 6, 9);
        assertThat(about.problem()).isEqualTo(2);
        assertThat(about.entry()).isEqualTo(InputException.NONE);
        assertThat(about).hasMessageStartingWith("problem 2: k = 5.0 can't be met, 6 scores are +Infinity and 9");
    }

    @Test
    void anErrorAboutAClassIdHasAnEntryAndNoProblem() {
        InputException about = InputException.classOutOfRange(7, 3, 11);
        assertThat(about.problem()).isEqualTo(InputException.NONE);
        assertThat(about.entry()).isEqualTo(11);
        assertThat(about).hasMessage("entry 11: class id must be in [0, 2], was 7");
    }

    @Test
    void anErrorAboutTheWholeCallHasNoPlace() {
        InputException about = new InputException("tau must be positive");
        assertThat(about.problem()).isEqualTo(InputException.NONE);
        assertThat(about.entry()).isEqualTo(InputException.NONE);
        assertThat(about).hasMessage(about.fault());
    }
}
