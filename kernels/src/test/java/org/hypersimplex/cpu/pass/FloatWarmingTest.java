package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.hypersimplex.NarrowVectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trials of vectors on made-up numbers, while real ones are passed over in plain Java. */
@Tag("width")
class FloatWarmingTest {
    private static final int TRIAL_SIZE = 100;
    private static final int SIZE = 50;
    /** Longer than anybody waits before a trial. */
    private static final long PLAIN_NANOS = 50_000_000;
    /** So short that it says nothing, so that trials grow. */
    private static final long TRIAL_NANOS = 1_000;

    @BeforeEach
    void skipIfNotNarrowed() {
        NarrowVectors.skipIfNotNarrowed();
    }

    private long now;
    /** By the name of the pass, the most numbers that vectors went over. */
    private final Map<String, Integer> largest = new HashMap<>();

    /** An engine whose passes take so long by the clock of this test. */
    private FloatPasses timed(FloatPasses passes, long nanos, boolean isNoted) {
        return (FloatPasses) Proxy.newProxyInstance(
                FloatPasses.class.getClassLoader(), new Class<?>[] {FloatPasses.class}, (proxy, method, arguments) -> {
                    now += nanos;
                    if (isNoted) {
                        largest.merge(method.getName(), (int) arguments[2] - (int) arguments[1], Math::max);
                    }
                    try {
                        return method.invoke(passes, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void everyPassIsTriedOnAsManyNumbersAsTrialsGrowTo(FloatPasses vectors) {
        FloatPasses warming = new WarmingFloatPasses(
                timed(vectors, TRIAL_NANOS, true),
                timed(ScalarFloatPasses.INSTANCE, PLAIN_NANOS, false),
                TRIAL_SIZE,
                () -> now);
        FloatTrialNumbers n = new FloatTrialNumbers(SIZE);
        Tally tally = new Tally();
        warming.survey(n.y, 0, SIZE, tally);
        warming.count(n.y, 0, SIZE, n.clip, tally);
        warming.approach(n.y, 0, SIZE, n.clip, tally);
        warming.reduce(n.y, 0, SIZE, n.band, n.clip, n.out, 0, SIZE, tally);
        warming.gap(n.y, 0, SIZE, n.clip, tally);
        warming.ties(n.y, 0, SIZE, n.gap, tally);
        warming.gapGradient(n.y, 0, SIZE, n.gap, n.out, 0);
        warming.project(n.y, 0, SIZE, n.clip, n.out, 0);
        warming.mass(n.y, 0, SIZE, n.clip, tally);
        warming.projectMass(n.y, 0, SIZE, n.clip, n.out, 0, tally);
        warming.sumActive(n.y, 0, SIZE, n.clip, n.v, 0, tally);
        warming.multiply(n.y, 0, SIZE, n.clip, n.v, 0, 0.5, n.out, 0);
        warming.residuals(n.y, 0, SIZE, n.clip, n.v, 0, n.w, 0, tally);
        warming.gradient(n.y, 0, SIZE, n.clip, n.v, 0, n.w, 0, 0.5, 1, n.out, 0);
        warming.projectRows(n.y, 0, SIZE, n.stripes, 0, n.out, 0);
        warming.multiplyRows(n.y, 0, SIZE, n.stripes, 0, n.v, 0, n.out, 0);
        warming.gradientRows(n.y, 0, SIZE, n.stripes, 0, n.v, 0, 1, n.out, 0);
        warming.oneHot(n.ids, 0, SIZE, 1, n.out, 0);
        assertThat(largest)
                .isEqualTo(Arrays.stream(FloatPasses.class.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                        .collect(Collectors.toMap(Method::getName, pass -> Trial.GROWTH * TRIAL_SIZE)));
    }
}
