package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    /** A tally of numbers that tell the fields apart. */
    private static Tally of(long factor) {
        Tally tally = new Tally();
        tally.sum = factor;
        tally.squares = 10 * factor;
        tally.all = 100 * factor;
        tally.active = 1000 * factor;
        tally.ones = 10_000 * factor;
        tally.min = -factor;
        tally.max = factor;
        return tally;
    }

    private static List<Number> numbers(Tally tally) {
        return List.of(tally.sum, tally.squares, tally.all, tally.active, tally.ones, tally.min, tally.max);
    }

    @Test
    void talliesOfTwoPartsAddUpToThatOfBoth() {
        Tally sum = of(1);
        sum.add(of(2));
        Tally both = of(3);
        both.min = -2;
        both.max = 2;
        assertThat(numbers(sum)).isEqualTo(numbers(both));
    }

    @Test
    void aClearedTallyChangesNothing() {
        Tally cleared = of(5);
        cleared.clear();
        cleared.add(of(2));
        assertThat(numbers(cleared)).isEqualTo(numbers(of(2)));
    }

    @Test
    void theFirstLanesAreAddedUpInOrder() {
        Tally tally = new Tally();
        IntStream.range(0, tally.lanes.length).forEach(i -> tally.lanes[i] = i + 1);
        IntStream.range(0, tally.doubles.length).forEach(i -> tally.doubles[i] = 2 * (i + 1));
        IntStream.range(0, tally.floats.length).forEach(i -> tally.floats[i] = 3 * (i + 1));
        for (int count : new int[] {0, 1, 4, 16}) {
            double sum = count * (count + 1) / 2.0;
            assertThat(tally.lanes(count)).isEqualTo(sum);
            assertThat(tally.doubles(count)).isEqualTo(2 * sum);
            assertThat(tally.floats(count)).isEqualTo(3 * sum);
        }
    }
}
