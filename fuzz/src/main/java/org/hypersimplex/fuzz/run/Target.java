package org.hypersimplex.fuzz.run;

/** What is attacked. */
enum Target {
    /** Projections and their Jacobian products. */
    PROJECTION("FuzzProjection", "the operator, in all overloads and layouts"),
    /** Matrices as text. */
    TEXT("FuzzText", "matrices as text"),
    /** Matrices in NumPy's format. */
    NPY("FuzzNpy", "matrices as `.npy`"),
    /** Sparse rows. */
    LIBSVM("FuzzLibsvm", "rows in libsvm's format"),
    /** Rows in fields. */
    DELIMITED("FuzzDelimited", "rows as CSV and TSV"),
    /** Rows in Parquet's format, which a library reads. */
    PARQUET("FuzzParquet", "rows as Parquet", "dev.hardwood.**"),
    /** Plans of experiments. */
    PLAN("FuzzPlan", "plans of experiments", "com.fasterxml.jackson.core.json.**"),
    /** Records of runs. */
    RECORDS("FuzzRecords", "records of runs, read and resumed", "com.fasterxml.jackson.core.json.**");

    private static final String OURS = "org.hypersimplex.**";

    private final String test;
    private final String subject;
    private final String instrumented;

    Target(String test, String subject) {
        this.test = test;
        this.subject = subject;
        this.instrumented = OURS;
    }

    Target(String test, String subject, String library) {
        this.test = test;
        this.subject = subject;
        this.instrumented = OURS + ":" + library;
    }

    /** The class of the target, without its package. */
    String test() {
        return test;
    }

    /** What it attacks, for people. */
    String subject() {
        return subject;
    }

    /** The classes whose branches the fuzzer watches, as patterns. */
    String instrumented() {
        return instrumented;
    }
}
