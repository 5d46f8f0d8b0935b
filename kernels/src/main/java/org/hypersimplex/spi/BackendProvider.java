package org.hypersimplex.spi;

import java.util.List;
import java.util.Optional;
import org.hypersimplex.Backends;

/**
 * Makes a backend that may or may not work on this machine; found by {@link java.util.ServiceLoader}. Each look-up
 * makes its own, so it need not be thread-safe.
 */
public interface BackendProvider {
    /**
     * The name that {@link Backends#named} knows the backend by.
     *
     * @return such as "gpu"
     */
    String name();

    /**
     * Whether {@link #open} would fail here. Must not throw.
     *
     * @return a sentence that says why there is no such backend here, or empty if there is one
     */
    Optional<String> whyNot();

    /**
     * What the backend could run on. Must not throw.
     *
     * @return a line for each device, empty if there is none
     */
    List<String> devices();

    /**
     * Starts the backend.
     *
     * @return a new backend, the caller's to close
     */
    Backend open();
}
