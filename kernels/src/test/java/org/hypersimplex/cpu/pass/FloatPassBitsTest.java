package org.hypersimplex.cpu.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hypersimplex.cpu.pass.FloatPassCases.CASES;
import static org.hypersimplex.cpu.pass.FloatPassCases.GUARD;
import static org.hypersimplex.cpu.pass.FloatPassCases.VECTORS;
import static org.hypersimplex.cpu.pass.FloatPassCases.band;
import static org.hypersimplex.cpu.pass.FloatPassCases.blank;
import static org.hypersimplex.cpu.pass.FloatPassCases.clips;
import static org.hypersimplex.cpu.pass.FloatPassCases.drawn;
import static org.hypersimplex.cpu.pass.FloatPassCases.same;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hypersimplex.NarrowVectors;
import org.hypersimplex.cpu.pass.FloatPassCases.Case;
import org.hypersimplex.cpu.pass.FloatPassCases.Vectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bits that the ways to write a pass have in common. */
@Tag("width")
class FloatPassBitsTest {
    @BeforeEach
    void skipIfNotNarrowed() {
        NarrowVectors.skipIfNotNarrowed();
    }

    /** Everything that one engine finds for a case, in the order of the interface. */
    private static List<float[]> written(FloatPasses passes, Case c) {
        List<float[]> all = new ArrayList<>();
        for (int kind = 0; kind < 4; kind++) {
            all.add(blank(c.size()));
        }
        passes.project(c.y(), c.from(), c.to(), c.clip(), all.get(0), GUARD);
        passes.multiply(c.y(), c.from(), c.to(), c.clip(), c.v(), GUARD, 0.3, all.get(1), GUARD);
        passes.gradient(c.y(), c.from(), c.to(), c.clip(), c.v(), GUARD, null, 0, 0.3, 0.7, all.get(2), GUARD);
        passes.gradient(c.y(), c.from(), c.to(), c.clip(), c.v(), GUARD, c.w(), GUARD, 0.3, 0.7, all.get(3), GUARD);
        return all;
    }

    @Test
    void theVectorEngineWritesTheBitsOfTheScalarOne() {
        Assumptions.assumeTrue(VECTORS, "no vector engine here");
        for (Case c : CASES) {
            List<float[]> scalar = written(ScalarFloatPasses.INSTANCE, c);
            List<float[]> vector = written(Vectors.PASSES, c);
            for (int kind = 0; kind < scalar.size(); kind++) {
                same(c.toString(), vector.get(kind), scalar.get(kind));
            }
        }
    }

    /** Everything that one engine adds up for a case. */
    private static List<Tally> tallied(FloatPasses passes, Case c) {
        List<Tally> all = new ArrayList<>();
        for (int kind = 0; kind < 10; kind++) {
            all.add(new Tally());
        }
        float[] out = blank(c.size());
        passes.survey(c.y(), c.from(), c.to(), all.get(0));
        passes.count(c.y(), c.from(), c.to(), c.clip(), all.get(1));
        passes.approach(c.y(), c.from(), c.to(), c.clip(), all.get(2));
        passes.reduce(
                c.y(), c.from(), c.to(), band(c.clip(), 0.3, 0.2), c.clip(), out, GUARD, GUARD + c.size(), all.get(3));
        // Too wide for scores that are active for certain.
        passes.reduce(
                c.y(), c.from(), c.to(), band(c.clip(), 0.7, 0.6), c.clip(), out, GUARD, GUARD + c.size(), all.get(9));
        passes.mass(c.y(), c.from(), c.to(), c.clip(), all.get(4));
        passes.projectMass(c.y(), c.from(), c.to(), c.clip(), out, GUARD, all.get(5));
        passes.sumActive(c.y(), c.from(), c.to(), c.clip(), c.v(), GUARD, all.get(6));
        passes.residuals(c.y(), c.from(), c.to(), c.clip(), c.v(), GUARD, null, 0, all.get(7));
        passes.residuals(c.y(), c.from(), c.to(), c.clip(), c.v(), GUARD, c.w(), GUARD, all.get(8));
        return all;
    }

    @Test
    void theVectorEngineAddsUpToTheBitsOfItsLanesInPlainJava() {
        Assumptions.assumeTrue(VECTORS, "no vector engine here");
        FloatPasses lanes = new LaneFloatPasses(VectorFloatSums.LANES, FloatLanes.WIDE_LANES);
        SplittableRandom random = new SplittableRandom(3);
        List<Case> cases = new ArrayList<>(CASES);
        // Several of the blocks that have sums of their own.
        clips().forEach(clip -> cases.add(drawn(random, 30_011, 3, clip, false)));
        for (Case c : cases) {
            List<Tally> plain = tallied(lanes, c);
            List<Tally> vector = tallied(Vectors.PASSES, c);
            for (int kind = 0; kind < plain.size(); kind++) {
                Tally expected = plain.get(kind);
                Tally actual = vector.get(kind);
                boolean finite = Double.isFinite(expected.all) && Double.isFinite(expected.sum);
                assertThat(numbers(actual, finite)).as("%s: sum %s", c, kind).isEqualTo(numbers(expected, finite));
            }
        }
    }

    /** What a tally says, or only that it tells of infinite scores. */
    private static List<Number> numbers(Tally tally, boolean finite) {
        boolean same = Double.isFinite(tally.sum) && Double.isFinite(tally.all);
        return finite && same
                ? List.of(tally.sum, tally.squares, tally.all, tally.active, tally.ones, tally.min, tally.max)
                : List.of(same ? 1 : 0);
    }
}
