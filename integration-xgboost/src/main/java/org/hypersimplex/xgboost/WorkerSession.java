package org.hypersimplex.xgboost;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Communicator;
import ml.dmlc.xgboost4j.java.RabitTracker;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A worker's membership in a distributed training: from joining the tracker to leaving it. Training that happens in between
 * on the same thread is training over the rows of all workers. (xgboost4j-spark opens such a session by itself.)
 *
 * <pre>{@code
 * // somewhere, once                                          // on every worker, with its rows
 * var tracker = new RabitTracker(3, host, 0, 60);             try (var session = WorkerSession.join(host, port, 60 s)) {
 * tracker.start();                                                model = objective.train(rows, parameters, 50);
 * tracker.getWorkerArgs();   // the port                      }
 * }</pre>
 *
 * <p>A worker that dies or leaves early is noticed by its neighbours at once, and by theirs in turn; one that answers no more
 * without being gone is given up after the time set here. Either way training ends with an {@link AllReduceException} or an
 * {@code XGBoostError} on every other worker.
 */
public final class WorkerSession implements AutoCloseable {
    private WorkerSession() {}

    /**
     * Joins; returns when all workers have.
     *
     * @param tracker what {@link RabitTracker#getWorkerArgs} returned where the tracker runs
     * @param task a name for this worker, unlike the others'; ranks are given in the order of names
     * @param patience how long to wait for a worker that doesn't answer, at least a second
     * @return the session, for the thread that called
     * @throws XGBoostError if the tracker or a worker can't be reached
     */
    public static WorkerSession join(Map<String, Object> tracker, String task, Duration patience) throws XGBoostError {
        if (patience.toSeconds() < 1 || patience.toSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("patience must be a second at least, was " + patience);
        }
        Map<String, Object> settings = new HashMap<>(tracker);
        settings.put("dmlc_task_id", task);
        settings.put("dmlc_timeout", (int) patience.toSeconds());
        Communicator.init(settings);
        return new WorkerSession();
    }

    /**
     * Which of the workers this is.
     *
     * @return 0 to {@link #workers()} − 1
     * @throws XGBoostError if the communicator fails
     */
    public int rank() throws XGBoostError {
        return Communicator.getRank();
    }

    /**
     * How many workers there are.
     *
     * @return at least 1
     * @throws XGBoostError if the communicator fails
     */
    public int workers() throws XGBoostError {
        return Communicator.getWorldSize();
    }

    /**
     * Leaves.
     *
     * @throws XGBoostError if another worker is gone already without having left
     */
    @Override
    public void close() throws XGBoostError {
        Communicator.shutdown();
    }
}
