package org.hypersimplex.bench.speed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hypersimplex.Backends;
import org.hypersimplex.bench.peers.Peer;
import org.hypersimplex.spi.Backend;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What is measured: not every combination of settings, but every setting beside the plain case it is compared with. */
public enum Suite {
    /** Time against n: engines, peers and limits. */
    SIZES {
        @Override
        List<Options> options(Effort effort) {
            String[] sizes = effort.quick()
                    ? new String[] {"8192", "1048576"}
                    : new String[] {"128", "1024", "8192", "65536", "1048576", "16777216"};
            // Sorting 2^24 scores takes seconds, and the smaller sizes show how the peers' times grow.
            String[] peerSizes = effort.quick() ? sizes : Arrays.copyOf(sizes, sizes.length - 1);
            return List.of(
                    effort.of(Limits.class, "").param("n", sizes).build(),
                    effort.of(Kernels.class, "project")
                            .param("n", sizes)
                            .param("engine", "vector", "scalar", "gradual")
                            .build(),
                    effort.of(Peers.class, "")
                            .param("n", peerSizes)
                            .param(
                                    "peer",
                                    Stream.of(Peer.values()).map(Peer::name).toArray(String[]::new))
                            .build());
        }
    },
    /** Masses, temperatures and distributions. */
    SETTINGS {
        @Override
        List<Options> options(Effort effort) {
            return List.of(effort.of(Kernels.class, "project")
                    .param("n", "8192", "16777216")
                    .param("k", "n/2", "n/10", "1")
                    .param("tau", "1.5", "0.1", "0.001")
                    .param(
                            "scores",
                            Stream.of(ScoreKind.values()).map(ScoreKind::name).toArray(String[]::new))
                    .build());
        }
    },
    /** Matrices: layouts and operations. */
    LAYOUTS {
        @Override
        List<Options> options(Effort effort) {
            Options square = effort.of(Kernels.class, effort.quick() ? "(project|loss)" : "(project|vjp|loss)")
                    .param("columns", effort.quick() ? new String[] {"10"} : new String[] {"10", "64", "100"})
                    .param("layout", "contiguous", ROW_MAJOR)
                    .build();
            // Batches as training has them; 60,000 images in batches of at most 1,024 make 59 of 1,017.
            Options batches = effort.of(Kernels.class, "loss")
                    .param("n", "128", "1017", "1024")
                    .param("columns", "10")
                    .param("layout", ROW_MAJOR)
                    .build();
            Options anchored = effort.of(Kernels.class, "loss")
                    .param("n", "128", "1024", "8192")
                    .param("columns", "10")
                    .param("layout", ROW_MAJOR)
                    .param("anchor", "0.02")
                    .build();
            Options copies = effort.of(Limits.class, "copy")
                    .param("n", "1280", "10240", "81920", "819200")
                    .build();
            return effort.quick() ? List.of(square) : List.of(square, batches, anchored, copies);
        }
    },
    /** Many short problems. */
    SHORT {
        @Override
        List<Options> options(Effort effort) {
            Options half = effort.of(Kernels.class, "project")
                    .param("n", "128")
                    .param("columns", "1024")
                    .param("layout", effort.quick() ? new String[] {"contiguous"} : BOTH_LAYOUTS)
                    .build();
            Options few = effort.of(Kernels.class, "project")
                    .param("n", "64", "128")
                    .param("columns", "4096")
                    .param("k", "8")
                    .param("layout", BOTH_LAYOUTS)
                    .build();
            return effort.quick() ? List.of(half) : List.of(half, few);
        }
    },
    /** Numbers in double. */
    PRECISION {
        @Override
        List<Options> options(Effort effort) {
            return List.of(effort.of(Kernels.class, "(project|vjp)")
                    .param("n", "8192", "1048576")
                    .param("precision", "double")
                    .build());
        }
    },
    /** Starting from the last thresholds. */
    WARM {
        @Override
        List<Options> options(Effort effort) {
            return List.of(effort.of(Kernels.class, "(project|projectWarm)")
                    .param("n", "1024", "8192")
                    .param("k", "n/10")
                    .build());
        }
    },
    /** One thread and two. */
    THREADS {
        @Override
        List<Options> options(Effort effort) {
            return List.of(
                    effort.of(Kernels.class, "project")
                            .param("n", "16777216")
                            .param("threads", "1", "2")
                            .build(),
                    effort.of(Kernels.class, "project")
                            .param("columns", "64")
                            .param("threads", "1", "2")
                            .build(),
                    copy(effort, 1),
                    copy(effort, 2));
        }

        private Options copy(Effort effort, int threads) {
            return effort.of(SharedCopy.class, "copy")
                    .param("n", "524288", "16777216")
                    .param("threads", Integer.toString(threads))
                    .threads(threads)
                    .build();
        }
    },
    /** The first calls of a JVM. */
    COLD {
        @Override
        List<Options> options(Effort effort) {
            return List.of(first(effort, "1048576", "1"), first(effort, "8192", "100"));
        }

        private Options first(Effort effort, String n, String calls) {
            return new OptionsBuilder()
                    .include(Cold.class.getName())
                    .param("n", n)
                    .param("calls", calls)
                    .param("engine", "vector", "gradual", "scalar")
                    .mode(Mode.SingleShotTime)
                    .timeUnit(TimeUnit.MICROSECONDS)
                    .forks(effort.quick() ? 1 : 5)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .build();
        }
    },
    /** Narrower vectors than the machine's. */
    WIDTHS {
        @Override
        List<Options> options(Effort effort) {
            List<Options> options = new ArrayList<>();
            int widest = widest();
            for (int bytes = NARROWEST_BYTES; 8 * bytes <= widest; bytes *= 2) {
                options.add(effort.of(Kernels.class, "project")
                        .param("n", "128", "8192", "1048576")
                        .param("engine", "vector", "scalar")
                        .jvmArgsAppend("-XX:MaxVectorSize=" + bytes)
                        .build());
            }
            return options;
        }
    },
    /** A segment of 4 GiB, with a heap of less than 5 % of that. */
    HUGE {
        @Override
        List<Options> options(Effort effort) {
            return List.of(new OptionsBuilder()
                    .include(Huge.class.getName())
                    .mode(Mode.SingleShotTime)
                    .timeUnit(TimeUnit.MICROSECONDS)
                    .forks(1)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .jvmArgsAppend("-Xmx" + HUGE_HEAP_MIB + "m", "-XX:+UseSerialGC")
                    .build());
        }
    },
    /** The parts of a round of boosting. */
    BOOSTING {
        @Override
        List<Options> options(Effort effort) {
            // A tree is native code, which needs no warming up.
            return List.of(parts(effort, "(gradient|gradientOfTies)", 50), parts(effort, "(scores|tree)", 3));
        }

        private Options parts(Effort effort, String methods, int warmups) {
            return new OptionsBuilder()
                    .include(Boosting.class.getName() + "\\." + methods + "$")
                    .param("n", effort.quick() ? new String[] {"100000"} : new String[] {"1000000", "10000000"})
                    .mode(Mode.SingleShotTime)
                    .timeUnit(TimeUnit.MICROSECONDS)
                    .forks(1)
                    .warmupIterations(warmups)
                    .measurementIterations(10)
                    .addProfiler(PeakMemory.class)
                    .build();
        }
    },
    /** The GPU with transfers, beside the vector engine if there is time for that to warm up. */
    GPU {
        @Override
        List<Options> options(Effort effort) {
            Map<Integer, List<String>> columns = new TreeMap<>();
            DeviceTime.shapes(effort.quick()).stream()
                    .filter(DeviceTime.Shape::isForJmh)
                    .forEach(shape -> columns.computeIfAbsent(shape.n(), n -> new ArrayList<>())
                            .add(Integer.toString(shape.columns())));
            return columns.entrySet().stream()
                    .map(n -> effort.of(Kernels.class, "project")
                            .param("n", Integer.toString(n.getKey()))
                            .param("columns", n.getValue().toArray(String[]::new))
                            .param("engine", effort.isBrief() ? new String[] {"gpu"} : new String[] {"vector", "gpu"})
                            .build())
                    .toList();
        }
    },
    /** What the kernels for GPUs are compiled to, where there is no GPU: nothing that JMH measures. */
    GPU_CODE {
        @Override
        List<Options> options(Effort effort) {
            return List.of();
        }
    },
    /** What the passes of the vector engine are compiled to: nothing that JMH measures. */
    CPU_CODE {
        @Override
        List<Options> options(Effort effort) {
            return List.of();
        }
    },
    /** Projections of DataFrames, in the JVM that Spark needs: nothing that JMH measures. */
    SPARK {
        @Override
        List<Options> options(Effort effort) {
            return List.of();
        }
    };

    /** The largest heap that the huge problem may use. */
    public static final int HUGE_HEAP_MIB = 200;

    private static final int NARROWEST_BYTES = 16;
    private static final String ROW_MAJOR = "row-major";
    private static final String[] BOTH_LAYOUTS = {"contiguous", ROW_MAJOR};

    abstract List<Options> options(Effort effort);

    /** The width of this machine's vectors in bits, 0 if there is no vector engine. */
    private static int widest() {
        try (Backend backend = Backends.cpu()) {
            return backend.facts().vectorBits();
        }
    }

    /**
     * How long to measure.
     *
     * @param quick whether to measure briefly and little
     * @param millis length of an iteration
     */
    record Effort(boolean quick, int millis) {
        /** Whether a warm-up ends before the compiler C2 is done with the vector engine's loops. */
        boolean isBrief() {
            return millis < SpeedRun.MILLIS;
        }

        ChainedOptionsBuilder of(Class<?> benchmarks, String methods) {
            TimeValue time = TimeValue.milliseconds(millis);
            return new OptionsBuilder()
                    .include(benchmarks.getName() + "\\." + (methods.isEmpty() ? ".*" : methods + "$"))
                    .mode(Mode.AverageTime)
                    .timeUnit(TimeUnit.MICROSECONDS)
                    .forks(1)
                    // Until the compiler C2 is done with the loops, every vector is an object, and a call takes a
                    // thousand
                    // times as long. On two cores C2 takes two to three seconds.
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(20L * millis))
                    .measurementIterations(quick ? 3 : 5)
                    .measurementTime(time)
                    .addProfiler(GCProfiler.class);
        }
    }
}
