package org.hypersimplex.bench.speed;

import java.util.function.Consumer;

/** The calls of which it is told what they spend their time on: those that targets are about. */
enum Call {
    MIDDLE("n = 8192, τ = 1.5, k = n/2", s -> {}),
    STAIRCASE("n = 8192, clusters, τ = 0.001", s -> {
        s.scores = ScoreKind.CLUSTERS;
        s.tau = 0.001;
    }),
    LONG("n = 2^20", s -> s.n = 1 << 20),
    HUGE("n = 2^24", s -> s.n = 1 << 24),
    HUGE_TIED("n = 2^24, tied scores, k = 1", s -> {
        s.n = 1 << 24;
        s.scores = ScoreKind.TIED;
        s.k = "1";
    }),
    HUGE_CLUSTERS("n = 2^24, clusters", s -> {
        s.n = 1 << 24;
        s.scores = ScoreKind.CLUSTERS;
    }),
    ROWS("1,024 rows of 128", s -> {
        s.n = 128;
        s.columns = 1024;
    }),
    COLUMNS("1,024 columns of 128, row-major", s -> {
        s.n = 128;
        s.columns = 1024;
        s.layout = Call.ROW_MAJOR;
    }),
    FEW_OF_ROWS("4,096 rows of 64, k = 8", s -> {
        s.n = 64;
        s.columns = 4096;
        s.k = "8";
    }),
    ROW_MAJOR_MATRIX("8192×10 row-major", s -> {
        s.columns = 10;
        s.layout = Call.ROW_MAJOR;
    }),
    LOSS(8192),
    LOSS_1024(1024),
    LOSS_128(128);

    private static final String ROW_MAJOR = "row-major";

    private final String title;
    private final boolean isLoss;

    @SuppressWarnings("ImmutableEnumChecker") // These functions have no state.
    private final Consumer<Setting> changes;

    Call(String title, Consumer<Setting> changes) {
        this.title = title;
        this.isLoss = false;
        this.changes = changes;
    }

    /** Loss and gradient of a minibatch of ten classes. */
    Call(int rows) {
        this.title = "loss + gradient, " + rows + "×10 row-major";
        this.isLoss = true;
        this.changes = s -> {
            s.n = rows;
            s.columns = 10;
            s.layout = Call.ROW_MAJOR;
        };
    }

    String title() {
        return title;
    }

    /** What is called over and over, with its scores drawn. */
    Runnable ready() {
        Setting setting = new Setting();
        setting.n = 8192;
        setting.columns = 1;
        setting.layout = "contiguous";
        setting.k = "n/2";
        setting.tau = 1.5;
        setting.precision = "float";
        setting.engine = "vector";
        setting.threads = 1;
        changes.accept(setting);
        setting.draw();
        Kernels kernels = new Kernels();
        return isLoss ? () -> kernels.loss(setting) : () -> kernels.project(setting);
    }
}
