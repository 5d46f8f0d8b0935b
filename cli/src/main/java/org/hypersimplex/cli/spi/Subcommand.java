package org.hypersimplex.cli.spi;

import java.util.List;
import java.util.concurrent.Callable;
import org.hypersimplex.cli.option.Words;

/**
 * A command of the program, such as {@code hypersimplex project}: a picocli command that answers with the exit status. Every
 * module brings its own, named in {@code META-INF/services}, with a constructor without arguments.
 */
public interface Subcommand extends Callable<Integer> {
    /**
     * Where {@code hypersimplex --help} lists it.
     *
     * @return a number; commands are listed from the lowest to the highest
     */
    int place();

    /**
     * How the values of options that are enums are spelled, where it is not as in the source.
     *
     * @return one for each such enum
     */
    default List<Words<?>> words() {
        return List.of();
    }
}
