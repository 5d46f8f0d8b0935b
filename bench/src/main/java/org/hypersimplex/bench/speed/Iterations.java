package org.hypersimplex.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.hypersimplex.SoftBinaryArgmax;

/**
 * How many thresholds the solver tried, on samples of the scores and on all of them, counted by a flight recording.
 *
 * @param n entries of the problem, N(0, 1)
 * @param k the mass
 * @param tau the temperature
 * @param passes how many
 */
public record Iterations(int n, int k, double tau, long passes) {
    static List<Iterations> measure() throws IOException {
        List<Iterations> all = new ArrayList<>();
        for (int n : new int[] {1024, 8192, 1 << 20}) {
            float[] y = ScoreKind.NORMAL.floats(n);
            for (int k : new int[] {n / 2, n / 10}) {
                for (double tau = 1e-6; tau < 200; tau *= Math.sqrt(10)) {
                    all.add(new Iterations(n, k, tau, passes(y, k, tau)));
                }
            }
        }
        return all;
    }

    private static long passes(float[] y, int k, double tau) throws IOException {
        Path file = Files.createTempFile("hypersimplex", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("org.hypersimplex.Call");
            recording.start();
            SoftBinaryArgmax.of(k, tau).project(y);
            recording.stop();
            recording.dump(file);
            long passes = 0;
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                passes += event.getLong("passes");
            }
            return passes;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
