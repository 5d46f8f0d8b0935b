package org.hypersimplex.bench.peers;

/** The methods that the kernels are compared with. */
public enum Peer {
    /** Sort and pool adjacent violators in float, as the paper's authors do. */
    SORT_PAV_FLOAT("sort + PAV, float"),
    /** The same with its arithmetic in double. */
    SORT_PAV_DOUBLE("sort + PAV, double"),
    /** Sort, then walk the breakpoints. */
    SORT_SCAN("sort + scan"),
    /** Fifty bisections. */
    BISECTION("50 bisections"),
    /** Newton's method, kept in an interval that is halved where a step would leave it. */
    NEWTON("Newton (Ang 2021)");

    private final String title;

    Peer(String title) {
        this.title = title;
    }

    /** A method with the working memory for problems of one length. */
    public interface Method {
        /**
         * Projects scores.
         *
         * @param y finite scores
         * @param k the mass, 0 &lt; k &lt; n
         * @param tau the temperature
         * @param x receives the projection
         */
        void project(float[] y, double k, double tau, float[] x);
    }

    /**
     * The method with its working memory.
     *
     * @param n the length of its problems
     * @return a new object, for one thread
     */
    public Method of(int n) {
        return switch (this) {
            case SORT_PAV_FLOAT -> new SortPavFloat(n);
            case SORT_PAV_DOUBLE -> new SortPavDouble(n);
            case SORT_SCAN -> new SortScan(n);
            case BISECTION -> new Bisection();
            case NEWTON -> new AngNewton();
        };
    }

    /**
     * The name in tables.
     *
     * @return such as "sort + scan"
     */
    public String title() {
        return title;
    }
}
