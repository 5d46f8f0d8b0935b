package ml.dmlc.xgboost4j.java;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The communicator's all-reduce in doubles. The public one has only floats and drops return codes; what is underneath is
 * visible in this package alone.
 */
public final class DoubleAllReduce {
    private DoubleAllReduce() {}

    /**
     * Replaces each number by its reduction over all workers of the communicator.
     *
     * @param numbers this worker's numbers, as many as every other worker has
     * @param operation how to combine two numbers
     * @throws XGBoostError if a worker can't be reached
     */
    public static void reduce(double[] numbers, Communicator.OpType operation) throws XGBoostError {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(numbers.length * Double.BYTES).order(ByteOrder.nativeOrder());
        buffer.asDoubleBuffer().put(numbers);
        XGBoostJNI.checkCall(XGBoostJNI.CommunicatorAllreduce(
                buffer, numbers.length, Communicator.DataType.FLOAT64.getEnumOp(), operation.getOperand()));
        buffer.asDoubleBuffer().get(numbers);
    }
}
