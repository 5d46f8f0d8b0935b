package org.hypersimplex.lightgbm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The functions of LightGBM's C API that are used here, loaded once. Each returns 0 or a failure,
 * for which {@link #check} throws an exception with LightGBM's own message.
 */
final class Library {
    /** Constants of the C API: number types, and what to predict. */
    static final int FLOAT32 = 0;

    static final int INT64 = 3;
    static final int RAW_SCORE = 1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = load();

    static final MethodHandle DATASET_FROM_MATRIX =
            status("DatasetCreateFromMat", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle DATASET_FROM_CSR = status(
            "DatasetCreateFromCSR",
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    static final MethodHandle DATASET_SET_FIELD =
            status("DatasetSetField", ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    static final MethodHandle DATASET_FREE = status("DatasetFree", ADDRESS);
    static final MethodHandle BOOSTER_CREATE = status("BoosterCreate", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle BOOSTER_FREE = status("BoosterFree", ADDRESS);
    static final MethodHandle BOOSTER_ADD_VALIDATION = status("BoosterAddValidData", ADDRESS, ADDRESS);
    static final MethodHandle BOOSTER_UPDATE = status("BoosterUpdateOneIter", ADDRESS, ADDRESS);
    static final MethodHandle BOOSTER_UPDATE_CUSTOM =
            status("BoosterUpdateOneIterCustom", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle BOOSTER_SCORE_COUNT = status("BoosterGetNumPredict", ADDRESS, JAVA_INT, ADDRESS);
    static final MethodHandle BOOSTER_SCORES = status("BoosterGetPredict", ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle BOOSTER_FEATURE_COUNT = status("BoosterGetNumFeature", ADDRESS, ADDRESS);
    static final MethodHandle BOOSTER_SAVE =
            status("BoosterSaveModelToString", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
    static final MethodHandle BOOSTER_LOAD = status("BoosterLoadModelFromString", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle BOOSTER_PREDICT_MATRIX = status(
            "BoosterPredictForMat",
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    static final MethodHandle BOOSTER_PREDICT_CSR = status(
            "BoosterPredictForCSR",
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    private static final MethodHandle LAST_ERROR =
            LINKER.downcallHandle(symbol("GetLastError"), FunctionDescriptor.of(ADDRESS));

    private Library() {}

    /** A call of one of the functions. */
    @FunctionalInterface
    interface Call {
        int run() throws Throwable;
    }

    private static SymbolLookup load() {
        Path file = LibraryFile.find();
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new LightGbmException(
                    "LightGBM's library can't be loaded, is there an OpenMP runtime (libgomp, libomp)? "
                            + e.getMessage(),
                    e);
        }
    }

    private static MethodHandle status(String function, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbol(function), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static MemorySegment symbol(String function) {
        return SYMBOLS.find("LGBM_" + function)
                .orElseThrow(() -> new LightGbmException("LightGBM's library has no LGBM_" + function));
    }

    /**
     * Calls a function and checks the status that it returns.
     *
     * @throws LightGbmException if the status isn't 0
     */
    static void check(Call call) {
        int status;
        try {
            status = call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LightGbmException("LightGBM can't be called: " + e, e);
        }
        if (status != 0) {
            throw new LightGbmException(lastError());
        }
    }

    private static String lastError() {
        try {
            return text((MemorySegment) LAST_ERROR.invokeExact());
        } catch (Throwable e) {
            throw new LightGbmException("LightGBM can't be asked for its error: " + e, e);
        }
    }

    /** The C string at an address. Written out since MemorySegment's method for it was renamed after Java 21. */
    static String text(MemorySegment address) {
        MemorySegment bytes = address.reinterpret(Integer.MAX_VALUE);
        int length = 0;
        while (bytes.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        return new String(bytes.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** A copy of a text as a C string. */
    static MemorySegment text(String text, Arena arena) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment segment = arena.allocate(bytes.length + 1L, 1);
        MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
        return segment;
    }

    /** Checks that a segment lies off the heap and has the right size. */
    static MemorySegment requireNative(MemorySegment segment, long numbers, int bytesEach, String name) {
        if (!segment.isNative()) {
            throw new IllegalArgumentException(name + " must lie off the heap");
        }
        if (segment.byteSize() != numbers * bytesEach) {
            throw new IllegalArgumentException(name + " must have " + numbers + " numbers of " + bytesEach
                    + " bytes, has " + segment.byteSize() + " bytes");
        }
        return segment;
    }
}
