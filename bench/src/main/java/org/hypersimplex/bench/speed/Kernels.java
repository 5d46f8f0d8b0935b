package org.hypersimplex.bench.speed;

import org.openjdk.jmh.annotations.Benchmark;

/** The kernels' operations. */
public class Kernels {
    /** The projection. */
    @Benchmark
    public void project(Setting setting) {
        setting.top.project(setting.batch, setting.y, setting.x, setting.thresholds);
    }

    /** The projection, started from the thresholds of the last call. */
    @Benchmark
    public void projectWarm(Setting setting) {
        setting.top.projectFrom(setting.thresholds, setting.batch, setting.y, setting.x, setting.thresholds);
    }

    /** The vector-Jacobian product. */
    @Benchmark
    public void vjp(Setting setting) {
        setting.top.vjp(setting.batch, setting.y, setting.thresholds, setting.upstream, setting.x);
    }

    /** The loss and its gradient. */
    @Benchmark
    public double loss(Setting setting) {
        return setting.loss.valueAndGradient(setting.batch, setting.y, setting.targets, setting.x, setting.thresholds);
    }
}
