package org.hypersimplex.cli.spi;

import java.util.List;
import java.util.concurrent.Callable;
import org.hypersimplex.cli.option.Words;

/**
 * A command of the program, such as {@code hypersimplex project}: a class with picocli's annotations whose {@code call}
 * returns the exit status. Every module brings its own, named in {@code META-INF/services}, with a constructor without
 * arguments.
 */
public interface Subcommand extends Callable<Integer> {
    /**
     * Where {@code hypersimplex --help} lists it.
     *
     * @return a number; commands are listed from the lowest to the highest
     */
    int place();

    /**
     * Spellings of enums among the types of the options. Values of other enums are spelled as the enum's own
     * {@code toString}.
     *
     * @return one for each enum whose constants users write in lower case with hyphens
     */
    default List<Words<?>> words() {
        return List.of();
    }
}
