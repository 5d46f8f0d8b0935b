package org.hypersimplex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.hypersimplex.problem.Batch;
import org.hypersimplex.problem.KPolicy;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecordingTest {
    private final Path folder;

    FlightRecordingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aRecordingThatAsksForItTellsOfEachCall() throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("org.hypersimplex.Call");
            recording.start();
            SoftBinaryArgmax top = SoftBinaryArgmax.of(2, 1);
            top.project(Batch.rows(3, 5), new float[15], new float[15]);
            top.vjpFromProjection(Batch.one(15), new float[15], new float[15], new float[15]);
            HypersimplexLoss.mean(KPolicy.half(), 1)
                    .value(Batch.columns(5, 3), Values.of(new float[15]), Targets.classIds(new int[5]));
            recording.stop();
            Path file = folder.resolve("calls.jfr");
            recording.dump(file);
            List<RecordedEvent> calls = RecordingFile.readAllEvents(file);
            assertThat(calls)
                    .extracting(call -> call.getString("operation"))
                    .containsExactly("projection", "product", "loss");
            assertThat(calls.get(0).getInt("problems")).isEqualTo(3);
            assertThat(calls.get(0).getLong("entries")).isEqualTo(15);
            assertThat(calls.get(0).getLong("passes")).isBetween(3L, 9L);
        }
    }
}
