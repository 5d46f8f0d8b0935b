/** Differentiable top-k by Euclidean projection onto the hypersimplex, and the zero-one loss on top of it. */
module org.hypersimplex {
    requires static org.jspecify;
    // Optional at run time: without it the scalar engine answers.
    requires static jdk.incubator.vector;

    // Optional too: tells whether the JVM compiles with C2.
    requires static jdk.management;
    // And: tells flight recordings of calls.
    requires static jdk.jfr;

    exports org.hypersimplex;
    exports org.hypersimplex.boosting;
    exports org.hypersimplex.merging;
    exports org.hypersimplex.problem;
    exports org.hypersimplex.reference;
    exports org.hypersimplex.spi;

    uses org.hypersimplex.spi.BackendProvider;
}
