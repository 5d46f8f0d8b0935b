package org.hypersimplex.tornado;

import java.nio.IntBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.hypersimplex.problem.Batch;

/**
 * The launches that a backend keeps, by operation and shape: the most recently used ones, each with its compiled
 * kernels and its buffers on the device. Used by one thread at a time.
 */
final class Launches implements AutoCloseable {
    /** Launches kept. Callers that go through more shapes than this in turn pay for a compilation in every call. */
    static final int MAX_KEPT_SHAPES = 16;

    /** An operation with the memory that goes with it. */
    interface Prepared extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * The numbers that tell shapes apart. They are in an {@link IntBuffer}, which compares by content, as arrays don't.
     */
    private record Key(String operation, IntBuffer shape) {}

    private final Device device;
    private final Clock clock;
    private final Map<Key, Prepared> kept = new LinkedHashMap<>(MAX_KEPT_SHAPES, 0.75f, true);

    Launches(Device device, Clock clock) {
        this.device = device;
        this.clock = clock;
    }

    /** A launch on the backend's device. */
    Launch launch(String what, DeviceTask task) {
        return new Launch(device, what, task, clock);
    }

    /** The launch for an operation on batches of this shape; made by the maker if none is kept. */
    <T extends Prepared> T get(Class<T> type, String operation, Supplier<T> maker, Batch... operands) {
        Key key = new Key(operation, IntBuffer.wrap(Shape.numbers(operands)));
        Prepared known = kept.get(key);
        if (known == null) {
            if (kept.size() >= MAX_KEPT_SHAPES) {
                Key oldest = kept.keySet().iterator().next();
                kept.remove(oldest).close();
            }
            known = maker.get();
            kept.put(key, known);
        }
        return type.cast(known);
    }

    /** How many launches are kept. */
    int size() {
        return kept.size();
    }

    @Override
    public void close() {
        kept.values().forEach(Prepared::close);
        kept.clear();
    }
}
