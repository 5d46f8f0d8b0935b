package org.hypersimplex.spark;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** Counts the jobs that some code starts. */
final class JobCount extends SparkListener {
    private final AtomicInteger jobs = new AtomicInteger();

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        jobs.incrementAndGet();
    }

    static int of(SparkContext spark, Runnable code) throws Exception {
        JobCount count = new JobCount();
        spark.addSparkListener(count);
        code.run();
        // Events are delivered on another thread; a listener learns of all before those of a job that is waited for.
        spark.listenerBus().waitUntilEmpty();
        spark.removeSparkListener(count);
        return count.jobs.get();
    }
}
