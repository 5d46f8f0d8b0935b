package org.hypersimplex.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.hypersimplex.bench.program.Programs;

/**
 * What a call spends its time on, by the samples that Java Flight Recorder takes of the running method.
 *
 * @param call what was called
 * @param us time of a call, the recording's own included
 * @param samples how many there were
 * @param methods how many of them were in each method of ours, by class and name
 */
record CallProfile(String call, double us, int samples, Map<String, Integer> methods) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration PERIOD = Duration.ofMillis(1);
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration RECORDED = Duration.ofSeconds(4);
    private static final String OURS = "org.hypersimplex.cpu.";
    /** Helpers of a line or two, which are counted as the loops that they are inlined into: these classes and methods. */
    private static final String HELPERS = "Lanes";

    private static final String HELPER = "load";

    /** Prints the profile of the call that is named. */
    public static void main(String[] args) throws IOException {
        System.out.println(JSON.writeValueAsString(of(Call.valueOf(args[0]), WARM_UP, RECORDED)));
    }

    /**
     * Looks at what calls spend their time on.
     *
     * @param classes the class path of the kernels and of this program
     * @return the {@link CallProfile} of each {@link Call}
     * @throws IOException if a program fails; the message says what it printed
     */
    static ArrayNode all(String classes) throws IOException {
        ArrayNode list = JSON.createArrayNode();
        for (Call call : Call.values()) {
            String printed = Programs.run(
                    Programs.java(List.of("-XX:+DebugNonSafepoints"), classes, CallProfile.class, call.name()));
            // Java's remarks come before.
            list.add(JSON.readTree(printed.substring(printed.indexOf('{'))));
        }
        return list;
    }

    static CallProfile of(Call call, Duration warmUp, Duration recorded) throws IOException {
        Runnable ready = call.ready();
        repeat(ready, warmUp);
        Path file = Files.createTempFile("hypersimplex", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(PERIOD);
            recording.start();
            double us = repeat(ready, recorded);
            recording.stop();
            recording.dump(file);
            return of(call, us, file);
        } finally {
            Files.delete(file);
        }
    }

    /** Calls for so long, and returns the mean time in µs. */
    private static double repeat(Runnable call, Duration time) {
        long start = System.nanoTime();
        long calls = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            call.run();
            calls++;
        }
        return (System.nanoTime() - start) * 1e-3 / calls;
    }

    private static CallProfile of(Call call, double us, Path file) throws IOException {
        Map<String, Integer> methods = new TreeMap<>();
        int samples = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            RecordedStackTrace trace = event.getStackTrace();
            Optional<String> method = trace == null
                    ? Optional.empty()
                    : trace.getFrames().stream()
                            .map(RecordedFrame::getMethod)
                            .filter(CallProfile::isCounted)
                            .map(CallProfile::name)
                            .findFirst();
            if (method.isPresent()) {
                methods.merge(method.get(), 1, Integer::sum);
                samples++;
            }
        }
        return new CallProfile(call.title(), us, samples, methods);
    }

    private static boolean isCounted(RecordedMethod method) {
        String type = method.getType().getName();
        return type.startsWith(OURS)
                && !type.endsWith(HELPERS)
                && !method.getName().equals(HELPER);
    }

    private static String name(RecordedMethod method) {
        return method.getType().getName() + "::" + method.getName();
    }
}
