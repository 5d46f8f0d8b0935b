package org.hypersimplex.xgboost;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Communicator;
import ml.dmlc.xgboost4j.java.RabitTracker;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hypersimplex.spi.AllReduceException;

/**
 * A worker's membership in a distributed training: from joining the tracker to leaving it. Training that happens in
 * between on the same thread is training over the rows of all workers. (xgboost4j-spark opens such a session by
 * itself.) Not thread-safe: a session belongs to the thread that joined.
 *
 * <pre>{@code
 * // somewhere, once
 * var tracker = new RabitTracker(3, host, 0, 60);
 * tracker.start();
 * Map<String, Object> arguments = tracker.getWorkerArgs();    // to be sent to every worker
 *
 * // on every worker, with its rows
 * try (var session = WorkerSession.join(arguments, "worker 2", Duration.ofSeconds(60))) {
 *     Booster model = objective.train(rows, HypersimplexObjective.parameters(0.1), 50);
 * }
 * }</pre>
 *
 * <p>If a worker dies or leaves early, the others notice at once, each from a neighbour; one that hangs is given up
 * after the time set here. Either way training ends with an {@link AllReduceException} or an {@code XGBoostError} on
 * every other worker. XGBoost 3.0 itself has a gap there: on a busy machine its communicator can lose such an error, in
 * about one failure of a hundred, and waits for ever. No Java code can end that wait, so whoever has to be sure sets a
 * limit on the process.
 */
public final class WorkerSession implements AutoCloseable {
    private WorkerSession() {}

    /**
     * Joins the tracker; returns when all workers have joined.
     *
     * @param tracker what {@link RabitTracker#getWorkerArgs} returned in the process that runs the tracker
     * @param task a name for this worker, different from the others'; ranks are given in the order of names
     * @param patience how long to wait for a worker that doesn't answer, at least a second
     * @return the session; it holds for the calling thread only
     * @throws IllegalArgumentException if the patience is less than a second
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
     * Leaves the tracker.
     *
     * @throws XGBoostError if another worker is gone already without having left
     */
    @Override
    public void close() throws XGBoostError {
        Communicator.shutdown();
    }
}
