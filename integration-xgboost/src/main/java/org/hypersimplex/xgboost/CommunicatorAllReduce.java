package org.hypersimplex.xgboost;

import ml.dmlc.xgboost4j.java.Communicator;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.AllReduceException;

/**
 * All-reduce by XGBoost's own communicator, over the workers that joined the same tracker; over this process alone if
 * it joined none. The communicator belongs to the thread that initialised it: reductions must be called there. Not
 * thread-safe.
 */
public final class CommunicatorAllReduce implements AllReduce {
    /** The reduction over the workers of the calling thread's communicator. */
    public CommunicatorAllReduce() {}

    @Override
    public void sum(double[] numbers) {
        reduce(numbers, Communicator.OpType.SUM);
    }

    @Override
    public void max(double[] numbers) {
        reduce(numbers, Communicator.OpType.MAX);
    }

    private static void reduce(double[] numbers, Communicator.OpType operation) {
        try {
            DoubleAllReduce.reduce(numbers, operation);
        } catch (XGBoostError e) {
            throw new AllReduceException("the workers lost each other: " + e.getMessage(), e);
        }
    }
}
