package org.hypersimplex.tornado;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hypersimplex.problem.Precision;
import org.hypersimplex.problem.Values;
import org.hypersimplex.spi.AllReduce;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.BackendFacts;
import org.hypersimplex.spi.DeviceClock;
import org.hypersimplex.spi.LossCall;
import org.hypersimplex.spi.ProductCall;
import org.hypersimplex.spi.ProjectionCall;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/** A device that TornadoVM drives, as a backend. Thread-safe: calls from several threads run one after the other. */
final class TornadoBackend implements Backend, DeviceClock {
    private final Device device;
    private final BackendFacts facts;
    private final Clock clock = new Clock();
    private final Launches launches;
    private final FloatOperations floats;
    private final DoubleOperations doubles;
    private boolean closed;

    TornadoBackend(Device device) {
        this.device = device;
        boolean isGpu = device.tornado().getDeviceType() == TornadoDeviceType.GPU;
        this.facts = new BackendFacts("gpu", "gpu: " + device.description(), 0, 0, isGpu);
        this.launches = new Launches(device, clock);
        this.floats = new FloatOperations(launches);
        this.doubles = new DoubleOperations(launches);
    }

    @Override
    public BackendFacts facts() {
        return facts;
    }

    @Override
    public Optional<DeviceClock> clock() {
        return Optional.of(this);
    }

    @Override
    public synchronized void project(ProjectionCall call) {
        requireSingle(call.workers());
        launched(() -> {
            if (isForFloats(call.scores(), call.tau())) {
                floats.project(call);
            } else {
                doubles.project(call);
            }
            return device;
        });
    }

    @Override
    public synchronized void multiply(ProductCall call) {
        launched(() -> {
            if (isForFloats(call.scores(), call.tau())) {
                floats.multiply(call);
            } else {
                doubles.multiply(call);
            }
            return device;
        });
    }

    @Override
    public synchronized double loss(LossCall call) {
        requireSingle(call.workers());
        return launched(() -> isForFloats(call.logits(), call.tau()) ? floats.loss(call) : doubles.loss(call));
    }

    /** Whether floats have the range for a call. Temperatures that float can't work with are given to the doubles. */
    private static boolean isForFloats(Values scores, double tau) {
        return scores.precision() == Precision.FLOAT && Precision.FLOAT.usableTemperature(tau) == tau;
    }

    private static void requireSingle(AllReduce workers) {
        if (!workers.isSingle()) {
            throw new UnsupportedOperationException("the gpu backend computes for one process alone");
        }
    }

    /**
     * Runs an operation. If the device has no room for it, frees what was kept for other shapes and tries once more,
     * unless nothing else was kept. Any other IllegalStateException frees all that was kept, too, since TornadoVM would
     * never again run a graph that failed once.
     */
    synchronized <T> T launched(Supplier<T> work) {
        requireOpen();
        clock.reset();
        while (true) {
            try {
                return work.get();
            } catch (NoRoomException e) {
                boolean isAlone = launches.size() <= 1;
                launches.close();
                if (isAlone) {
                    throw e;
                }
            } catch (IllegalStateException e) {
                launches.close();
                throw e;
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this gpu backend is closed");
        }
    }

    @Override
    public synchronized void start() {
        launches.close();
        clock.start();
    }

    @Override
    public synchronized long kernelNanos() {
        return clock.nanos();
    }

    @Override
    public synchronized long copyNanos(int numbers) {
        requireOpen();
        clock.nanos();
        return CopyTask.nanos(device, numbers, clock);
    }

    /** The nanoseconds that each kernel of the last call ran on the device, by the name of its method. */
    synchronized Map<String, Long> kernels() {
        return Map.copyOf(clock.kernels());
    }

    /** How many launches are kept. */
    synchronized int kept() {
        return launches.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        launches.close();
    }
}
