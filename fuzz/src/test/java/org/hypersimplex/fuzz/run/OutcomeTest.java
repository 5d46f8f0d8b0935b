package org.hypersimplex.fuzz.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final List<String> QUIET = List.of(
            "INFO: Loaded 5 hooks from com.code_intelligence.jazzer.runtime.JazzerApiHooks",
            "#13\tINITED cov: 380 ft: 544 corp: 12/3Kb exec/s: 0 rss: 747Mb",
            "#431\tREDUCE cov: 399 ft: 604 corp: 18/5272b lim: 822 exec/s: 26 rss: 748Mb L: 17/822 MS: 8 CopyPart-",
            "#512\tpulse  cov: 400 ft: 605 corp: 19/5283b lim: 822 exec/s: 39 rss: 667Mb");

    @Test
    void theLastLineOfProgressCounts() {
        Outcome outcome = Outcome.of(Target.TEXT, 61.5, 0, QUIET);
        assertThat(outcome).isEqualTo(new Outcome("FuzzText", "matrices as text", 61.5, 512, 400, 605, 19, List.of()));
        assertThat(outcome.isGood()).isTrue();
    }

    @Test
    void theLastWordOnExecutionsIsTheFuzzers() {
        assertThat(Outcome.of(Target.TEXT, 1, 0, List.of(QUIET.get(1), "Done 20849 runs in 91 second(s)"))
                        .executions())
                .isEqualTo(20_849);
    }

    @Test
    void everyFailureIsAFinding() {
        Outcome outcome = Outcome.of(
                Target.TEXT,
                1,
                77,
                List.of(
                        QUIET.get(1),
                        "== Java Exception: java.lang.AssertionError: rows: 2, expected 3",
                        "==8717== ERROR: libFuzzer: timeout after 60 seconds"));
        assertThat(outcome.findings())
                .containsExactly(
                        "java.lang.AssertionError: rows: 2, expected 3", "ERROR: libFuzzer: timeout after 60 seconds");
        assertThat(outcome.isGood()).isFalse();
    }

    @Test
    void aFuzzerThatBreaksOrTriesNothingIsNoGood() {
        assertThat(Outcome.of(Target.TEXT, 1, 1, QUIET).findings()).containsExactly("the fuzzer ended with status 1");
        assertThat(Outcome.of(Target.TEXT, 1, 0, List.of()).isGood()).isFalse();
    }
}
