package org.hypersimplex.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** What Spark itself says that some work costs: jobs, stages, bytes that travel. Its listeners are called by one thread. */
final class SparkCost extends SparkListener {
    private final SparkContext spark;
    private int jobs;
    private int stages;
    private long shuffleBytes;
    private long driverBytes;
    private long peakBytes;
    private long spilledBytes;

    private SparkCost(SparkContext spark) {
        this.spark = spark;
    }

    static SparkCost begin(SparkContext spark) throws Exception {
        spark.listenerBus().waitUntilEmpty();
        SparkCost cost = new SparkCost(spark);
        spark.addSparkListener(cost);
        return cost;
    }

    /** Ends counting, when all has been delivered. */
    SparkCost end() throws Exception {
        spark.listenerBus().waitUntilEmpty();
        spark.removeSparkListener(this);
        return this;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        jobs++;
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted stage) {
        stages++;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        TaskMetrics metrics = task.taskMetrics();
        if (metrics != null) {
            shuffleBytes += metrics.shuffleWriteMetrics().bytesWritten();
            driverBytes += metrics.resultSize();
            peakBytes = Math.max(peakBytes, metrics.peakExecutionMemory());
            spilledBytes += metrics.diskBytesSpilled();
        }
    }

    int jobs() {
        return jobs;
    }

    void into(ObjectNode run) {
        run.put("jobs", jobs).put("stages", stages);
        run.put("shuffleBytes", shuffleBytes).put("driverBytes", driverBytes);
        run.put("peakTaskBytes", peakBytes).put("spilledBytes", spilledBytes);
    }
}
