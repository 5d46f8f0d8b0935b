package org.hypersimplex.spark;

import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.hypersimplex.problem.InputException;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Why a training failed. Spark tries a barrier stage again as a whole, up to four times, and reports the last failure alone;
 * but XGBoost's tracker ends with the first one, so that the last is always "Failed to connect to the tracker". Hence the
 * training is cancelled as soon as a task throws, and what it threw is told.
 */
final class TaskFailures extends SparkListener {
    /** A property of the thread that starts jobs, by which they are known. */
    private static final String MARK = "hypersimplex.training";

    /** How long to wait for what Spark tells its listeners, on a thread of its own. */
    private static final long PATIENCE_SECONDS = 10;

    private final SparkContext spark;
    private final String mark;
    private final Set<Integer> jobs = ConcurrentHashMap.newKeySet();
    private final Set<Integer> stages = ConcurrentHashMap.newKeySet();
    private final CountDownLatch failed = new CountDownLatch(1);
    private volatile @Nullable ExceptionFailure first;

    private TaskFailures(SparkContext spark, String mark) {
        this.spark = spark;
        this.mark = mark;
    }

    /**
     * Trains, and throws what a task complained about first.
     *
     * @param uid names the training among all that the session runs
     * @throws InputException if that is what a task threw
     * @throws IllegalStateException if a task failed otherwise; the message says how
     */
    static <T> T unwrap(SparkContext spark, String uid, Supplier<T> training) {
        TaskFailures failures = new TaskFailures(spark, uid);
        spark.addSparkListener(failures);
        spark.setLocalProperty(MARK, uid);
        try {
            return Causes.unwrap(training);
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.cause(e);
        } finally {
            spark.setLocalProperty(MARK, null);
            spark.removeSparkListener(failures);
        }
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        Properties properties = job.properties();
        if (properties != null && mark.equals(properties.getProperty(MARK))) {
            jobs.add(job.jobId());
            CollectionConverters.asJava(job.stageIds()).forEach(id -> stages.add((Integer) id));
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        if (first == null && stages.contains(task.stageId()) && task.reason() instanceof ExceptionFailure failure) {
            first = failure;
            jobs.forEach(spark::cancelJob);
        }
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd job) {
        if (jobs.contains(job.jobId()) && first != null) {
            failed.countDown();
        }
    }

    private RuntimeException cause(RuntimeException last) {
        try {
            failed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ExceptionFailure failure = first;
        if (failure == null) {
            return last;
        }
        // XGBoost's native stack follows on further lines.
        String message = failure.className() + ": "
                + failure.description().lines().findFirst().orElse("");
        return failure.exception().isDefined() && failure.exception().get() instanceof InputException input
                ? Causes.input(input, last)
                : new IllegalStateException("a worker failed: " + message, last);
    }
}
