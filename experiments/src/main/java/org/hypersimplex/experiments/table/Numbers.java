package org.hypersimplex.experiments.table;

import java.util.Arrays;

/** Numbers that grow in number while a file is read. */
final class Numbers {
    private float[] floats = new float[1024];
    private int size;

    void add(float number) {
        if (size == floats.length) {
            floats = Arrays.copyOf(floats, Math.addExact(size, size >> 1));
        }
        floats[size++] = number;
    }

    int size() {
        return size;
    }

    float[] toArray() {
        return Arrays.copyOf(floats, size);
    }
}
