package org.hypersimplex.bench.speed;

import org.hypersimplex.bench.peers.Peer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The methods that the kernels are compared with, on one problem of floats. */
@State(Scope.Benchmark)
public class Peers {
    /** Entries of the problem. */
    @Param("8192")
    public int n;

    /** The mass, as in {@link Setting}. */
    @Param("n/2")
    public String k = "";

    /** The temperature. */
    @Param("1.5")
    public double tau;

    /** The distribution of the scores. */
    @Param("NORMAL")
    public ScoreKind scores = ScoreKind.NORMAL;

    /** The method. */
    @Param
    public Peer peer = Peer.BISECTION;

    float[] y = new float[0];
    float[] x = new float[0];
    private double mass;
    private Peer.Method method = Peer.BISECTION.of(0);

    /** Draws the scores, the same as {@link Setting} does. */
    @Setup(Level.Trial)
    public void draw() {
        y = scores.floats(n);
        x = new float[n];
        mass = Setting.mass(k, n);
        method = peer.of(n);
    }

    /** The projection. */
    @Benchmark
    public void project() {
        method.project(y, mass, tau, x);
    }
}
