package org.hypersimplex.tornado;

import java.util.List;
import java.util.Optional;
import org.hypersimplex.spi.Backend;
import org.hypersimplex.spi.BackendProvider;

/**
 * Offers the GPU to {@link org.hypersimplex.Backends}. Can be loaded without TornadoVM, none of whose types is named
 * here. Stateless and thread-safe.
 */
public final class TornadoProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public TornadoProvider() {}

    @Override
    public String name() {
        return "gpu";
    }

    @Override
    public Optional<String> whyNot() {
        return Optional.ofNullable(Probe.whyNot());
    }

    @Override
    public List<String> devices() {
        return Probe.whyNot() == null ? Device.descriptions() : List.of();
    }

    @Override
    public Backend open() {
        String whyNot = Probe.whyNot();
        if (whyNot != null) {
            throw new UnsupportedOperationException("no gpu backend: " + whyNot);
        }
        return new TornadoBackend(Device.chosen());
    }
}
