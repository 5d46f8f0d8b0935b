package org.hypersimplex.cpu.operation;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** Objects to be used by one thread at a time, made when none is free and kept for the next; never blocks. */
final class Pool<T> {
    private final AtomicReferenceArray<T> free;
    private final Supplier<T> maker;

    Pool(int keep, Supplier<T> maker) {
        this.free = new AtomicReferenceArray<>(keep);
        this.maker = maker;
    }

    T take() {
        for (int i = 0; i < free.length(); i++) {
            T item = free.getPlain(i) == null ? null : free.getAndSet(i, null);
            if (item != null) {
                return item;
            }
        }
        return maker.get();
    }

    void give(T item) {
        for (int i = 0; i < free.length(); i++) {
            if (free.getPlain(i) == null && free.compareAndSet(i, null, item)) {
                return;
            }
        }
    }
}
