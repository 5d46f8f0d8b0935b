package org.hypersimplex.cpu.pass;

import java.util.SplittableRandom;

/** Numbers that passes are tried on. */
final class FloatTrialNumbers {
    final float[] y;
    final float[] v;
    final float[] w;
    /** What passes write; threads that do so together don't disturb anybody, as nobody reads it. */
    final float[] out;

    final int[] ids;
    final FloatClip clip = new FloatClip();
    final FloatBand band = new FloatBand();
    final FloatGap gap = new FloatGap();
    final FloatStripes stripes = new FloatStripes();

    FloatTrialNumbers(int size) {
        y = new float[size];
        v = new float[size];
        w = new float[size];
        out = new float[size];
        ids = new int[size];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < size; i++) {
            y[i] = (float) random.nextDouble(-1, 2);
            v[i] = (float) random.nextDouble();
            w[i] = 1;
            ids[i] = i % 2;
        }
        clip.temperature(1);
        clip.threshold(0.5, 0);
        band.set(0.4, 0.6, 1);
        gap.lower = y[0];
        gap.upper = y[1];
        stripes.clip.temperature(1);
        // One row, as long as the longest trial.
        stripes.begin(size);
        for (int p = 0; p < size; p++) {
            stripes.put(p);
        }
    }
}
