package org.hypersimplex.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeBoosterTest {
    private static final String PARAMETERS = Table.QUIET + " objective=binary";

    private final Arena arena = Arena.ofConfined();
    private final Table table = new Table(300, 2);

    @AfterEach
    void free() {
        arena.close();
    }

    private NativeDataset training() {
        return NativeDataset.of(table.dense(arena), Table.QUIET).withLabels(Table.floats(arena, table.labels));
    }

    private NativeBooster trained() {
        try (NativeDataset training = training()) {
            NativeBooster booster = NativeBooster.of(training, PARAMETERS);
            for (int i = 0; i < 5; i++) {
                booster.update();
            }
            return booster;
        }
    }

    @Test
    void aModelReadFromItsTextPredictsAsBefore() {
        try (NativeBooster booster = trained();
                NativeBooster read = NativeBooster.ofText(booster.text())) {
            double[] scores = Table.predictions(booster, table.dense(arena));
            assertThat(Table.predictions(read, table.dense(arena))).containsExactly(scores);
            assertThat(Table.predictions(read, table.sparse(arena))).containsExactly(scores);
            assertThat(scores).hasSize(300).contains(scores[0], scores[1]);
        }
    }

    @Test
    void theScoresOfAValidationSetAreWhatThePredictionsAre() {
        Table other = new Table(50, 3);
        try (NativeDataset training = training();
                NativeDataset validation = NativeDataset.of(other.dense(arena), Table.QUIET, training);
                NativeBooster booster = NativeBooster.of(training, Table.QUIET + " objective=regression")) {
            int set = booster.addValidation(validation);
            booster.update();
            MemorySegment scores = Table.doubles(arena, 50);
            booster.scores(set, scores);
            assertThat(scores.toArray(java.lang.foreign.ValueLayout.JAVA_DOUBLE))
                    .containsExactly(Table.predictions(booster, other.dense(arena)));
        }
    }

    @Test
    void aDataSetClosedEarlyLivesAsLongAsItsBooster() {
        try (NativeBooster booster = trained()) {
            assertThat(booster.update()).isTrue();
        }
    }

    @Test
    void errorsAreLightGbmsOwnWords() {
        assertThatExceptionOfType(LightGbmException.class)
                .isThrownBy(() -> NativeBooster.ofText("no model"))
                .withMessageContaining("Model");
        try (NativeDataset training = training()) {
            assertThatExceptionOfType(LightGbmException.class)
                    .isThrownBy(() -> NativeBooster.of(training, Table.QUIET + " objective=unheard-of"))
                    .withMessageContaining("unheard-of");
            try (NativeBooster booster = NativeBooster.of(training, PARAMETERS)) {
                assertThatExceptionOfType(LightGbmException.class)
                        .isThrownBy(() -> booster.scores(4, Table.doubles(arena, 300)));
            }
        }
    }

    @Test
    void memoryThatDoesNotFitIsRefusedBeforeLightGbmSeesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Features.Dense(MemorySegment.ofArray(new float[6]), 2, 3))
                .withMessage("values must lie off the heap");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Features.Dense(Table.floats(arena, 1, 2, 3), 2, 3))
                .withMessage("values must have 6 numbers of 4 bytes, has 12 bytes");
        try (NativeBooster booster = trained()) {
            MemorySegment few = Table.floats(arena, 1, 2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> booster.update(few, few))
                    .withMessageStartingWith("gradient must have 300 numbers");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> booster.scores(0, few))
                    .withMessageStartingWith("scores must have 300 numbers");
            Features narrow = new Features.Dense(few, 1, 2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> booster.predict(narrow, Table.doubles(arena, 1)))
                    .withMessage("the model was trained on 4 columns, the features have 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> booster.training().withWeights(few))
                    .withMessageStartingWith("weights must have 300 numbers");
        }
    }

    @Test
    void sparseRowsOutOfOrderAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sparse(new long[] {0, 1, 2}, 0, 7))
                .withMessage("column id of entry 1 must be in [0, 2], was 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sparse(new long[] {0, 3, 2}, 0, 1))
                .withMessageEndingWith("number 1 is 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sparse(new long[] {1, 1, 2}, 0, 1))
                .withMessageEndingWith("number 0 is 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sparse(new long[] {0, 1, 1}, 0, 1))
                .withMessageEndingWith("number 2 is 1");
    }

    private Features sparse(long[] starts, int... columns) {
        return new Features.Sparse(
                Table.copy(arena, MemorySegment.ofArray(starts)),
                Table.copy(arena, MemorySegment.ofArray(columns)),
                Table.floats(arena, new float[columns.length]),
                2,
                3);
    }

    @Test
    void whatIsClosedIsNotUsed() {
        NativeDataset training = training();
        NativeBooster booster = trained();
        training.close();
        booster.close();
        booster.close();
        assertThatIllegalStateException().isThrownBy(booster::update).withMessage("the booster is closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> NativeBooster.of(training, PARAMETERS))
                .withMessage("the data set is closed");
        try (NativeBooster alive = trained();
                NativeBooster read = NativeBooster.ofText(alive.text())) {
            assertThatIllegalStateException().isThrownBy(read::training);
        }
    }
}
