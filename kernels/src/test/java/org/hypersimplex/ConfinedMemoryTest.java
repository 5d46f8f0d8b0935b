package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.InputException;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.Parallelism;

/** A backend of several threads refuses what only the caller's thread may touch, whichever operand it is. */
class ConfinedMemoryTest {
    private static final Batch BATCH = Batch.rows(4, 5);
    private static final int SIZE = 20;

    private static void refuses(String operand, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(operand + " can't be used: its memory is confined to another thread");
    }

    @EveryEngine
    void everyOperandIsRefusedByItsName(EngineCase engine) {
        if (engine.isDevice() || engine.isReference()) {
            return;
        }
        try (Arena arena = Arena.ofConfined();
                Backend several = engine.backend(Parallelism.threads(2))) {
            MemorySegment memory = arena.allocate(SIZE * (long) Double.BYTES, Double.BYTES);
            Values ours = engine.precision() == Precision.FLOAT ? Values.ofFloats(memory) : Values.ofDoubles(memory);
            Values all = engine.values(new double[SIZE]);
            double[] thresholds = new double[4];
            SoftBinaryArgmax top = SoftBinaryArgmax.of(2, 1).on(several);
            refuses("scores", () -> top.project(BATCH, ours, all, thresholds));
            refuses("x", () -> top.project(BATCH, all, ours, thresholds));
            refuses("scores", () -> top.vjp(BATCH, ours, thresholds, all, all));
            refuses("upstream", () -> top.vjp(BATCH, all, thresholds, ours, all));
            refuses("gradient", () -> top.vjp(BATCH, all, thresholds, all, ours));
            HypersimplexLoss loss = HypersimplexLoss.mean(KPolicy.half(), 1).on(several);
            Targets targets = Targets.matrix(all);
            refuses("logits", () -> loss.valueAndGradient(BATCH, ours, targets, all));
            refuses("targets", () -> loss.valueAndGradient(BATCH, all, Targets.matrix(ours), all));
            refuses("weights", () -> loss.valueAndGradient(BATCH, all, targets.withWeights(ours, BATCH), all));
            refuses("gradient", () -> loss.valueAndGradient(BATCH, all, targets, ours));
        }
    }
}
