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
    private static final int LARGEST = Trial.GROWTH * TRIAL_SIZE;
    private static final int FROM = 2500;
    private static final int SIZE = 5000;

    /** What a pass over the real numbers takes in plain Java: longer than anybody waits before a trial. */
    private static final long PLAIN_NANOS = 50_000_000;
    /** What a trial takes: so short that it says nothing and grows, or, of the largest size, a little less than half as long. */
    private static final long SHORT_NANOS = 1_000;

    private static final long LARGEST_NANOS = 47 * PLAIN_NANOS * LARGEST / (100 * SIZE);

    private long now;
    /** By the name of the pass, over how many numbers vectors went last. */
    private final Map<String, Integer> sizes = new HashMap<>();

    @BeforeEach
    void skipIfNotNarrowed() {
        NarrowVectors.skipIfNotNarrowed();
    }

    private interface Note {
        void of(String pass, int size);
    }

    /** An engine that says which pass it makes, over how many numbers, and of which arrays if not of all. */
    private static FloatPasses noted(FloatPasses passes, Note note) {
        return (FloatPasses) Proxy.newProxyInstance(
                FloatPasses.class.getClassLoader(), new Class<?>[] {FloatPasses.class}, (proxy, method, arguments) -> {
                    String some = Arrays.asList(arguments).contains(null) ? " without weights" : "";
                    note.of(method.getName() + some, (int) arguments[2] - (int) arguments[1]);
                    try {
                        return method.invoke(passes, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    /** The last size of all passes, if it is the same one. */
    private static Map<String, Integer> all(int size) {
        return Arrays.stream(FloatPasses.class.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .collect(Collectors.toMap(Method::getName, pass -> size));
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void everyPassIsTriedOnEverMoreNumbersAndThenLeftToVectors(FloatPasses engine) {
        FloatPasses vectors = noted(engine, (pass, size) -> {
            sizes.put(pass, size);
            now += size == LARGEST ? LARGEST_NANOS : SHORT_NANOS;
        });
        FloatPasses plain = noted(ScalarFloatPasses.INSTANCE, (pass, size) -> now += PLAIN_NANOS);
        FloatPasses warming = new WarmingFloatPasses(vectors, plain, TRIAL_SIZE, () -> now);
        for (int call = 0; call < 2; call++) {
            callAll(warming);
            assertThat(sizes).isEqualTo(all(LARGEST));
        }
        callAll(warming);
        assertThat(sizes).isEqualTo(all(SIZE));
    }

    @ParameterizedTest
    @MethodSource("org.hypersimplex.cpu.pass.FloatPassCases#engines")
    void matricesAndBundlesAreLeftToVectorsFromTheBeginning(FloatPasses engine) {
        FloatPasses warming = new WarmingFloatPasses(engine, ScalarFloatPasses.INSTANCE, TRIAL_SIZE, () -> now);
        assertThat(warming.rows()).isSameAs(engine.rows());
        assertThat(warming.bundles()).isSameAs(engine.bundles());
    }

    private static void callAll(FloatPasses passes) {
        int to = FROM + SIZE;
        FloatTrialNumbers n = new FloatTrialNumbers(to);
        Tally tally = new Tally();
        passes.survey(n.y, FROM, to, tally);
        passes.count(n.y, FROM, to, n.clip, tally);
        passes.approach(n.y, FROM, to, n.clip, tally);
        int kept = passes.reduce(n.y, FROM, to, n.band, n.clip, n.out, 0, SIZE, tally);
        assertThat(kept)
                .isEqualTo(
                        ScalarFloatPasses.INSTANCE.reduce(n.y, FROM, to, n.band, n.clip, n.out, 0, SIZE, new Tally()))
                .isPositive();
        passes.gap(n.y, FROM, to, n.clip, tally);
        passes.ties(n.y, FROM, to, n.gap, tally);
        passes.gapGradient(n.y, FROM, to, n.gap, n.out, 0);
        passes.project(n.y, FROM, to, n.clip, n.out, 0);
        passes.mass(n.y, FROM, to, n.clip, tally);
        passes.projectMass(n.y, FROM, to, n.clip, n.out, 0, tally);
        passes.sumActive(n.y, FROM, to, n.clip, n.v, 0, tally);
        passes.multiply(n.y, FROM, to, n.clip, n.v, 0, 0.5, n.out, 0);
        passes.residuals(n.y, FROM, to, n.clip, n.v, 0, n.w, 0, tally);
        passes.gradient(n.y, FROM, to, n.clip, n.v, 0, n.w, 0, 0.5, 1, n.out, 0);
        passes.projectRows(n.y, FROM, to, n.stripes, 0, n.out, 0);
        passes.multiplyRows(n.y, FROM, to, n.stripes, 0, n.v, 0, n.out, 0);
        passes.gradientRows(n.y, FROM, to, n.stripes, 0, n.v, 0, 1, n.out, 0);
        passes.oneHot(n.ids, FROM, to, 1, n.out, 0);
    }
}
