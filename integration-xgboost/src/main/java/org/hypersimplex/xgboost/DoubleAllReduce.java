package org.hypersimplex.xgboost;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import ml.dmlc.xgboost4j.java.Communicator;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * The communicator's all-reduce in doubles. The public method takes only floats and ignores error codes. The native
 * method that it calls is visible in XGBoost's own package alone, hence the method handles: a class of ours in that
 * package would keep this library off the module path, where no two modules may share a package.
 */
final class DoubleAllReduce {
    private static final String NATIVE_CLASS = "ml.dmlc.xgboost4j.java.XGBoostJNI";

    private DoubleAllReduce() {}

    /** Lazy holder: XGBoost's native library is loaded with its first use. */
    private static final class Handles {
        static final MethodHandle REDUCE = find(
                "CommunicatorAllreduce",
                MethodType.methodType(int.class, ByteBuffer.class, int.class, int.class, int.class));
        static final MethodHandle CHECK = find("checkCall", MethodType.methodType(void.class, int.class));

        private static MethodHandle find(String name, MethodType type) {
            try {
                Class<?> owner = Class.forName(NATIVE_CLASS, true, Communicator.class.getClassLoader());
                return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                        .findStatic(owner, name, type);
            } catch (ReflectiveOperationException e) {
                throw new UnsupportedOperationException(
                        "this xgboost4j has no " + name + type + "; hypersimplex-xgboost is made for 3.0", e);
            }
        }
    }

    /**
     * Replaces each number by its reduction over all workers of the communicator.
     *
     * @param numbers this worker's numbers, as many as every other worker has
     * @param operation how to combine two numbers
     * @throws XGBoostError if a worker can't be reached
     */
    static void reduce(double[] numbers, Communicator.OpType operation) throws XGBoostError {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(numbers.length * Double.BYTES).order(ByteOrder.nativeOrder());
        buffer.asDoubleBuffer().put(numbers);
        try {
            int status = (int) Handles.REDUCE.invokeExact(
                    buffer, numbers.length, Communicator.DataType.FLOAT64.getEnumOp(), operation.getOperand());
            Handles.CHECK.invokeExact(status);
        } catch (XGBoostError | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the communicator's all-reduce failed", e);
        }
        buffer.asDoubleBuffer().get(numbers);
    }
}
