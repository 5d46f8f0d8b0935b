package org.hypersimplex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleBinaryOperator;
import org.hypersimplex.spi.AllReduce;

/**
 * Workers that are threads of this process. They meet at a barrier, where each adds up the numbers of all, in the same
 * order.
 */
public final class ThreadWorkers {
    private static final int PATIENCE_SECONDS = 20;

    /** What a worker does. */
    public interface Task<T> {
        T run(int worker, AllReduce workers) throws Exception;
    }

    private final double[][] given;
    private final CyclicBarrier barrier;

    private ThreadWorkers(int workers) {
        given = new double[workers][];
        barrier = new CyclicBarrier(workers);
    }

    /** Runs a task on every worker, and returns what each of them answers, in order. */
    public static <T> List<T> run(int workers, Task<T> task) throws Exception {
        ThreadWorkers all = new ThreadWorkers(workers);
        List<Callable<T>> calls = new ArrayList<>();
        for (int w = 0; w < workers; w++) {
            int worker = w;
            calls.add(() -> task.run(worker, all.new Worker(worker)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    /** One of the threads. */
    private final class Worker implements AllReduce {
        private final int index;

        Worker(int index) {
            this.index = index;
        }

        @Override
        public void sum(double[] numbers) {
            reduce(numbers, Double::sum);
        }

        @Override
        public void max(double[] numbers) {
            reduce(numbers, Math::max);
        }

        private void reduce(double[] numbers, DoubleBinaryOperator operation) {
            given[index] = numbers.clone();
            await();
            double[] result = given[0].clone();
            for (double[] other : Arrays.asList(given).subList(1, given.length)) {
                Arrays.setAll(result, i -> operation.applyAsDouble(result[i], other[i]));
            }
            System.arraycopy(result, 0, numbers, 0, numbers.length);
            await();
        }

        private void await() {
            try {
                barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the workers don't reduce together", e);
            }
        }
    }
}
