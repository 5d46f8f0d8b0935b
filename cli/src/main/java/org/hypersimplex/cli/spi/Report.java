package org.hypersimplex.cli.spi;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A report that {@code hypersimplex report} draws from committed results. Every module brings its own, named in
 * {@code META-INF/services}, with a constructor without arguments.
 */
public interface Report {
    /** The folder of a checkout that has results, and the reports drawn from them. */
    String FOLDER = "reports";

    /**
     * Which report it is; reports are drawn in the order of their names.
     *
     * @return such as "kernels" for {@code reports/kernels.md}
     */
    String name();

    /**
     * Writes text and charts from the results that lie beside them.
     *
     * @param home the checkout
     * @throws IOException if something can't be read or written
     */
    void draw(Path home) throws IOException;
}
