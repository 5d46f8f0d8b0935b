package org.hypersimplex.tornado;

import java.util.Map;
import java.util.function.Supplier;
import org.hypersimplex.Backend;
import org.hypersimplex.Batch;
import org.hypersimplex.DeviceClock;
import org.hypersimplex.KPolicy;
import org.hypersimplex.Precision;
import org.hypersimplex.Reduction;
import org.hypersimplex.Targets;
import org.hypersimplex.Values;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/** A device that TornadoVM drives, as a backend. Callers may share it; their calls take turns. */
final class TornadoBackend implements Backend, DeviceClock {
    private final Device device;
    private final Clock clock = new Clock();
    private final Launches launches;
    private final FloatOperations floats;
    private final DoubleOperations doubles;
    private boolean closed;

    TornadoBackend(Device device) {
        this.device = device;
        this.launches = new Launches(device, clock);
        this.floats = new FloatOperations(launches);
        this.doubles = new DoubleOperations(launches);
    }

    @Override
    public String name() {
        return "gpu";
    }

    @Override
    public String description() {
        return "gpu: " + device.description();
    }

    @Override
    public synchronized void project(
            Batch batch,
            Values scores,
            double[] k,
            double tau,
            @Nullable Values x,
            double @Nullable [] thresholds,
            boolean warm) {
        call(() -> {
            if (scores.precision() == Precision.FLOAT) {
                floats.project(batch, scores, k, tau, x, thresholds);
            } else {
                doubles.project(batch, scores, k, tau, x, thresholds);
            }
            return device;
        });
    }

    @Override
    public synchronized void multiply(
            Batch batch, Values scores, double @Nullable [] thresholds, double tau, Values direction, Values product) {
        call(() -> {
            if (scores.precision() == Precision.FLOAT) {
                floats.multiply(batch, scores, thresholds, tau, direction, product);
            } else {
                doubles.multiply(batch, scores, thresholds, tau, direction, product);
            }
            return device;
        });
    }

    @Override
    public synchronized double loss(
            Batch batch,
            Values logits,
            Targets targets,
            KPolicy policy,
            double tau,
            Reduction reduction,
            Batch gradientBatch,
            @Nullable Values gradient,
            double @Nullable [] thresholds,
            boolean warm) {
        return call(() -> logits.precision() == Precision.FLOAT
                ? floats.loss(batch, logits, targets, policy, tau, reduction, gradientBatch, gradient, thresholds)
                : doubles.loss(batch, logits, targets, policy, tau, reduction, gradientBatch, gradient, thresholds));
    }

    /**
     * Makes room by giving up what was kept for other shapes, before the device is said to have none. After any other failure
     * nothing is kept either: TornadoVM would refuse a graph that failed once for ever.
     */
    synchronized <T> T call(Supplier<T> work) {
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
    public boolean isGpu() {
        return device.tornado().getDeviceType() == TornadoDeviceType.GPU;
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

    /** The device's time in each kernel of the last call, by the kernel's method. */
    synchronized Map<String, Long> kernels() {
        return Map.copyOf(clock.kernels());
    }

    /** How many shapes' kernels and buffers are kept. */
    synchronized int kept() {
        return launches.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        launches.close();
    }
}
