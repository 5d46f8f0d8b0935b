package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrialTest {
    private static final int TRIAL_SIZE = 100;
    private static final int SIZE = 8192;
    private static final long MILLI = 1_000_000;

    private long now = 1_000_000 * MILLI;
    private int trials;
    private final Trial trial = new Trial(TRIAL_SIZE, () -> now);

    /** A pass over so many numbers, each of which takes so long in plain Java and with vectors, in nanoseconds. */
    private void pass(int size, long plain, double vectors) {
        long start = trial.start();
        now += size * plain;
        trial.run(start, size, numbers -> {
            trials++;
            now += (long) (numbers * vectors);
        });
    }

    @Test
    void whoCallsOnceOrTwiceDoesNotPayForVectors() {
        pass(SIZE, 500, 1);
        pass(SIZE, 500, 1);
        assertThat(trials).isZero();
        assertThat(trial.isWon()).isFalse();
    }

    @Test
    void vectorsThatAreClearlyFasterWin() {
        for (int i = 0; i < 10; i++) {
            pass(SIZE, 200, 80);
        }
        assertThat(trial.isWon()).isTrue();
    }

    @Test
    void vectorsThatAreHardlyFasterNeverWin() {
        for (int i = 0; i < 1000; i++) {
            pass(SIZE, 200, 150);
        }
        assertThat(trial.isWon()).isFalse();
    }

    @Test
    void trialsAreComparedWithTheBestTimeOfPlainJava() {
        pass(SIZE, 20, 1000);
        for (int i = 0; i < 1000; i++) {
            // The clock was late, or others had the processor.
            pass(SIZE, 5000, 15);
        }
        assertThat(trial.isWon()).isFalse();
    }

    @Test
    void shortTrialsGrowUntilTheyTellOfVectorsAndNotOfTheClock() {
        // A clock that is read late by 100 ns, beside numbers that take a tenth of a nanosecond each.
        for (int i = 0; i < 1000; i++) {
            long start = trial.start();
            now += SIZE;
            trial.run(start, SIZE, numbers -> {
                trials++;
                now += numbers / 10 + 100;
            });
        }
        for (int i = 0; i < 30 && !trial.isWon(); i++) {
            pass(SIZE, 1000, 0.1);
        }
        assertThat(trial.isWon()).isTrue();
    }

    @Test
    void trialsTakeNoMoreTimeThanPlainJavaDid() {
        long plain = 0;
        long start = now;
        for (int i = 0; i < 200; i++) {
            plain += SIZE * 10L;
            pass(SIZE, 10, 40);
        }
        long longest = Trial.GROWTH * TRIAL_SIZE * 40L;
        assertThat(now - start).isLessThanOrEqualTo(2 * plain + longest);
        assertThat(trials).isPositive();
    }

    @Test
    void nothingIsLearntFromAPassOverNothing() {
        pass(SIZE, 10_000, 1000);
        int before = trials;
        for (int i = 0; i < 10; i++) {
            long start = trial.start();
            now += MILLI;
            trial.run(start, 0, numbers -> trials++);
        }
        assertThat(trials).isEqualTo(before);
    }
}
