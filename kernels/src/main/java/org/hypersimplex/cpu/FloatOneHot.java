package org.hypersimplex.cpu;

import org.jspecify.annotations.Nullable;

/** Class ids seen as 0/1 targets: entry i of problem p is 1 if its class is p. */
final class FloatOneHot implements FloatSource {
    private int[] classIds = new int[0];

    /** Points this at other class ids. */
    void set(int[] classIds) {
        this.classIds = classIds;
    }

    @Override
    public float @Nullable [] direct() {
        return null;
    }

    @Override
    public int at(int problem, long entry) {
        return (int) entry;
    }

    @Override
    public boolean interleaved() {
        return false;
    }

    @Override
    public void load(int problem, long from, int length, float[] scratch, int at) {
        int start = (int) from;
        for (int i = 0; i < length; i++) {
            scratch[at + i] = classIds[start + i] == problem ? 1 : 0;
        }
    }
}
