package org.hypersimplex.cpu.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.hypersimplex.spi.Parallelism;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every item is done once, and the error of the lowest one is thrown, whichever came first. */
@Timeout(120)
class CrewTest {
    private static final int THREADS = 4;

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(100, TimeUnit.SECONDS)) {
                throw new AssertionError("what was waited for did not happen");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * One item per thread, of which the given ones fail in the given order. An item fails after the thread that failed
     * before it has come back for another item, so that the earlier failure is known by then. These other items, one
     * for each failure but the last, wait for the end; so does whoever doesn't fail.
     */
    private static final class Failures implements Crew.Task {
        private final List<? extends Throwable> errors;
        private final List<Integer> order;
        private final List<CountDownLatch> turns = new ArrayList<>();
        private final CountDownLatch end = new CountDownLatch(1);
        private final CountDownLatch begun = new CountDownLatch(THREADS);

        Failures(List<? extends Throwable> errors, Integer... order) {
            this.errors = errors;
            this.order = Arrays.asList(order);
            this.order.forEach(item -> turns.add(new CountDownLatch(1)));
            turns.get(0).countDown();
        }

        int count() {
            return THREADS + order.size() - 1;
        }

        @Override
        public void run(int from, int to) {
            assertThat(to).as("items are taken one by one").isEqualTo(from + 1);
            if (from >= THREADS) {
                turns.get(from - THREADS + 1).countDown();
                await(end);
                return;
            }
            begun.countDown();
            await(begun);
            int turn = order.indexOf(from);
            if (turn < 0) {
                await(end);
                return;
            }
            await(turns.get(turn));
            if (turn == order.size() - 1) {
                end.countDown();
            }
            Throwable error = errors.get(from);
            if (error instanceof Error fatal) {
                throw fatal;
            }
            throw (RuntimeException) error;
        }
    }

    private static void theLowestOf(Integer... order) {
        List<RuntimeException> errors = List.of(
                new IllegalArgumentException("item 0"),
                new IllegalStateException("item 1"),
                new IllegalArgumentException("item 2"),
                new IllegalStateException("item 3"));
        Failures failures = new Failures(errors, order);
        try (Crew crew = new Crew(Parallelism.threads(THREADS))) {
            assertThat(catchThrowable(() -> crew.run(failures.count(), failures)))
                    .as("failures in the order %s", Arrays.toString(order))
                    .isSameAs(errors.get(
                            Arrays.stream(order).min(Integer::compare).orElseThrow()));
        }
    }

    @Test
    void theLowestFailureIsThrownInWhateverOrderTheyHappen() {
        theLowestOf(3, 2, 1, 0);
        theLowestOf(0, 1, 2, 3);
        theLowestOf(2, 0, 3, 1);
        theLowestOf(1, 3, 0, 2);
        theLowestOf(3, 1);
        theLowestOf(1, 3);
        theLowestOf(2, 1, 3);
        theLowestOf(2);
    }

    @Test
    void errorsAndExceptionsAreRankedAlike() {
        List<Throwable> errors = List.of(
                new IllegalArgumentException("item 0"),
                new StackOverflowError("item 1"),
                new IllegalArgumentException("item 2"),
                new StackOverflowError("item 3"));
        try (Crew crew = new Crew(Parallelism.threads(THREADS))) {
            Failures exception = new Failures(errors, 3, 0);
            assertThat(catchThrowable(() -> crew.run(exception.count(), exception)))
                    .isSameAs(errors.get(0));
            Failures error = new Failures(errors, 2, 1);
            assertThat(catchThrowable(() -> crew.run(error.count(), error))).isSameAs(errors.get(1));
        }
    }

    @Test
    void everyItemIsDoneOnceForAnyNumberOfThreads() {
        for (int threads : new int[] {1, 2, 3, 7}) {
            try (Crew crew = new Crew(Parallelism.threads(threads))) {
                for (int count : new int[] {0, 1, 2, 3, 23, 24, 25, 1000, 1001}) {
                    AtomicIntegerArray done = new AtomicIntegerArray(count + 1);
                    crew.run(count, (from, to) -> {
                        for (int i = from; i < to; i++) {
                            done.incrementAndGet(i);
                        }
                    });
                    for (int i = 0; i < count; i++) {
                        assertThat(done.get(i))
                                .as("item %d of %d on %d threads", i, count, threads)
                                .isEqualTo(1);
                    }
                    assertThat(done.get(count))
                            .as("beyond the last of %d", count)
                            .isEqualTo(0);
                }
            }
        }
    }

    @Test
    void theOtherItemsAreDoneEvenIfOneFails() {
        try (Crew crew = new Crew(Parallelism.threads(THREADS))) {
            Set<Integer> done = ConcurrentHashMap.newKeySet();
            RuntimeException error = new IllegalArgumentException("the eighth");
            assertThat(catchThrowable(() -> crew.run(20, (from, to) -> {
                        if (from == 7) {
                            throw error;
                        }
                        done.add(from);
                    })))
                    .isSameAs(error);
            assertThat(done).hasSize(19).doesNotContain(7);
        }
    }

    @Test
    void aCrewWorksOnAfterAFailureAndInACallersPool() {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            Crew crew = new Crew(Parallelism.on(pool));
            for (int round = 0; round < 3; round++) {
                RuntimeException error = new IllegalStateException("round " + round);
                assertThat(catchThrowable(() -> crew.run(50, (from, to) -> {
                            throw error;
                        })))
                        .isSameAs(error);
                AtomicInteger items = new AtomicInteger();
                crew.run(50, (from, to) -> items.addAndGet(to - from));
                assertThat(items).hasValue(50);
            }
            crew.close();
            assertThat(pool.isShutdown()).isFalse();
        }
    }
}
