package org.hypersimplex.lightgbm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.hypersimplex.lightgbm.Library.FLOAT32;
import static org.hypersimplex.lightgbm.Library.INT64;
import static org.hypersimplex.lightgbm.Library.RAW_SCORE;
import static org.hypersimplex.lightgbm.Library.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A LightGBM model, driven through the C API with scores, gradients and features off the heap, so that nothing is
 * copied between Java and the library. It has one score per row: models of several classes are not supported. Not
 * thread-safe. After {@link #close} all methods but {@link #training} throw IllegalStateException.
 */
public final class NativeBooster implements AutoCloseable {
    private static final int ALL_TREES = -1;

    private final MemorySegment handle;
    private final List<NativeDataset> datasets = new ArrayList<>();
    private boolean closed;

    private NativeBooster(MemorySegment handle) {
        this.handle = handle;
    }

    /**
     * A model without trees.
     *
     * @param training the training set
     * @param parameters LightGBM's parameters, key=value separated by spaces, such as
     *     {@code objective=none learning_rate=0.1}
     * @return the booster
     * @throws LightGbmException if LightGBM refuses
     */
    public static NativeBooster of(NativeDataset training, String parameters) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            MemorySegment text = Library.text(parameters, arena);
            check(() -> (int) Library.BOOSTER_CREATE.invokeExact(training.handle(), text, out));
            NativeBooster booster = new NativeBooster(out.get(ADDRESS, 0));
            booster.hold(training);
            return booster;
        }
    }

    /**
     * A model from its text, to predict with.
     *
     * @param model what {@link #text} gave, or any other of LightGBM's model files
     * @return the booster
     * @throws LightGbmException if the text is no model
     */
    public static NativeBooster ofText(String model) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            MemorySegment rounds = arena.allocate(JAVA_INT);
            MemorySegment text = Library.text(model, arena);
            check(() -> (int) Library.BOOSTER_LOAD.invokeExact(text, rounds, out));
            return new NativeBooster(out.get(ADDRESS, 0));
        }
    }

    private void hold(NativeDataset dataset) {
        dataset.retain();
        datasets.add(dataset);
    }

    /**
     * Adds a validation set, whose scores LightGBM updates in every round.
     *
     * @param validation made with the training set as its reference
     * @return its number for {@link #scores}: 1 for the first
     * @throws LightGbmException if LightGBM refuses, such as for a set with other bins
     */
    public int addValidation(NativeDataset validation) {
        check(() -> (int) Library.BOOSTER_ADD_VALIDATION.invokeExact(handle(), validation.handle()));
        hold(validation);
        return datasets.size() - 1;
    }

    /**
     * One round with LightGBM's own objective.
     *
     * @return false if no leaf could be split, so that training may as well end
     * @throws LightGbmException if LightGBM refuses
     */
    public boolean update() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment finished = arena.allocate(JAVA_INT);
            check(() -> (int) Library.BOOSTER_UPDATE.invokeExact(handle(), finished));
            return finished.get(JAVA_INT, 0) == 0;
        }
    }

    /**
     * One round with the caller's gradient and hessian.
     *
     * @param gradient a float per training row, off the heap
     * @param hessian a float per training row, off the heap
     * @return false if no leaf could be split, so that training may as well end
     * @throws IllegalArgumentException if the memory is on the heap or of another size
     * @throws IllegalStateException if this booster was read from text
     * @throws LightGbmException if LightGBM refuses
     */
    public boolean update(MemorySegment gradient, MemorySegment hessian) {
        int rows = training().rows();
        Library.requireNative(gradient, rows, Float.BYTES, "gradient");
        Library.requireNative(hessian, rows, Float.BYTES, "hessian");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment finished = arena.allocate(JAVA_INT);
            check(() -> (int) Library.BOOSTER_UPDATE_CUSTOM.invokeExact(handle(), gradient, hessian, finished));
            return finished.get(JAVA_INT, 0) == 0;
        }
    }

    /**
     * The training set.
     *
     * @return the set that the booster was made with
     * @throws IllegalStateException if it was read from text
     */
    public NativeDataset training() {
        if (datasets.isEmpty()) {
            throw new IllegalStateException("a booster read from text can't be trained");
        }
        return datasets.getFirst();
    }

    /**
     * The scores of a set's rows: raw scores for {@code objective=none}, otherwise transformed by LightGBM's objective,
     * such as to probabilities.
     *
     * @param dataset 0 for the training set, or what {@link #addValidation} gave
     * @param scores receives a double per row; off the heap
     * @throws IllegalArgumentException if the memory is on the heap or of another size
     * @throws LightGbmException if there is no such set
     */
    public void scores(int dataset, MemorySegment scores) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_LONG);
            check(() -> (int) Library.BOOSTER_SCORE_COUNT.invokeExact(handle(), dataset, count));
            Library.requireNative(scores, count.get(JAVA_LONG, 0), Double.BYTES, "scores");
            check(() -> (int) Library.BOOSTER_SCORES.invokeExact(handle(), dataset, count, scores));
        }
    }

    /**
     * The raw scores that the model gives to any rows.
     *
     * @param features as many columns as the model was trained on
     * @param scores receives a double per row; off the heap
     * @throws IllegalArgumentException if there is another number of columns, or the memory is on the heap or of
     *     another size
     * @throws LightGbmException if LightGBM refuses
     */
    public void predict(Features features, MemorySegment scores) {
        Library.requireNative(scores, features.rows(), Double.BYTES, "scores");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_LONG);
            check(() -> (int) Library.BOOSTER_FEATURE_COUNT.invokeExact(handle(), count));
            if (features.columns() != count.get(JAVA_INT, 0)) {
                throw new IllegalArgumentException("the model was trained on " + count.get(JAVA_INT, 0)
                        + " columns, the features have " + features.columns());
            }
            MemorySegment none = Library.text("", arena);
            check(() -> predict(features, none, count, scores));
        }
    }

    private int predict(Features features, MemorySegment parameters, MemorySegment count, MemorySegment scores)
            throws Throwable {
        return switch (features) {
            case Features.Dense m ->
                (int) Library.BOOSTER_PREDICT_MATRIX.invokeExact(
                        handle(),
                        m.values(),
                        FLOAT32,
                        m.rows(),
                        m.columns(),
                        1,
                        RAW_SCORE,
                        0,
                        -1,
                        parameters,
                        count,
                        scores);
            case Features.Sparse m ->
                (int) Library.BOOSTER_PREDICT_CSR.invokeExact(
                        handle(),
                        m.rowStarts(),
                        INT64,
                        m.columnIds(),
                        m.values(),
                        FLOAT32,
                        m.rows() + 1L,
                        m.entries(),
                        (long) m.columns(),
                        RAW_SCORE,
                        0,
                        -1,
                        parameters,
                        count,
                        scores);
        };
    }

    /**
     * The model in LightGBM's text format, which all of its programs and libraries read.
     *
     * @return the content of a model file
     * @throws LightGbmException if LightGBM refuses
     */
    public String text() {
        return text(ALL_TREES);
    }

    /** The model of the first trees. */
    String text(int trees) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocate(JAVA_LONG);
            save(trees, MemorySegment.NULL, length);
            MemorySegment text = arena.allocate(length.get(JAVA_LONG, 0), 1);
            save(trees, text, length);
            return Library.text(text);
        }
    }

    private void save(int trees, MemorySegment text, MemorySegment length) {
        check(() -> (int) Library.BOOSTER_SAVE.invokeExact(handle(), 0, trees, 0, text.byteSize(), length, text));
    }

    private MemorySegment handle() {
        if (closed) {
            throw new IllegalStateException("the booster is closed");
        }
        return handle;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            check(() -> (int) Library.BOOSTER_FREE.invokeExact(handle));
            datasets.forEach(NativeDataset::release);
        }
    }
}
