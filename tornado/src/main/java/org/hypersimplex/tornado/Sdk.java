package org.hypersimplex.tornado;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/**
 * What holds of TornadoVM 5.2, the version that this is written for, and may not of another: its properties, the flags
 * of its compilers, its log, and what its compiler gets wrong. To be looked at again with every new version.
 *
 * <p>Kernels keep to these rules, each of which a wrong result taught:
 *
 * <ul>
 *   <li>No {@code break} and no boolean variable in a loop; an int as a flag, or a loop that ends before its first turn.
 *   <li>Where an if and its else give a variable different values, neither holds a loop: the variable would get the same
 *       branch's value in both cases. Nested conditional expressions with calculations in them are no better.
 *   <li>No array as a parameter, but for those of a {@link SearchState}: {@link #room} says why. So reductions are
 *       written out in every kernel.
 *   <li>No comparison of NaN, which may be turned round, and no isNaN, which is always false on some devices. The larger
 *       one of NaN and a number is the number: so all devices' languages have it.
 *   <li>No constant that a cast makes infinite, and no kernel with the name of a function of OpenCL, such as step.
 *   <li>Each field of the context is read once, since the compiler may drop further reads from its graph.
 *   <li>Scalar arguments are compiled into the code: what varies from call to call travels in arrays.
 *   <li>Nothing that may be negative is divided by a constant: with a power of 2 the result was off by one.
 *   <li>Few casts of double to int: each takes a register for good.
 *   <li>Divisions of what doesn't vary may be moved into a loop: one thread divides and stores the result.
 * </ul>
 */
final class Sdk {
    /** System property, set by the JVM arguments that come with an SDK; without it TornadoVM isn't even tried. */
    static final String RUNTIME = "tornado.load.runtime.implementation";

    /** In place of its own flags for OpenCL, which allow wrong results for infinities and NaN, and reordered sums. */
    private static final String OPENCL_FLAGS = "-cl-mad-enable -w";

    /** Its own flag for CUDA's compiler of PTX, and the number of registers. */
    private static final String PTX_FLAGS = "CU_JIT_OPTIMIZATION_LEVEL 4 CU_JIT_MAX_REGISTERS ";

    /** A task in the log of a run: the method that was compiled, and its time on the device in nanoseconds. */
    private static final Pattern TASK = Pattern.compile(
            "\"METHOD\"\\s*:\\s*\"(?<method>[^\"]+)\"[^{}]*\"TASK_KERNEL_TIME\"\\s*:\\s*\"(?<nanos>\\d+)\"");

    private Sdk() {}

    /**
     * How long a local array must be that has this many elements, if it is read and written in methods that it is passed
     * to. There TornadoVM takes it for an array of Java's, with a header and indices in bytes, but goes on to count in
     * elements: with elements of 8 bytes, what is asked for at index i is found at 16 + 8 i. Nothing is lost by it but
     * room, as long as all accesses are made in such methods.
     *
     * @param bytes of an element
     */
    static int room(int elements, int bytes) {
        return 16 + bytes * elements;
    }

    /** Sets the properties that TornadoVM reads when it starts. */
    static void prepare() {
        // A kernel that can't be compiled must fail: by default TornadoVM runs it in one thread of Java, with wrong
        // results.
        System.setProperty("tornado.recover.bailout", "False");
        // TornadoVM clears room for so many events at every launch: its own 32,768 cost more than the launch itself.
        System.setProperty("tornado.max.events", System.getProperty("tornado.max.events", "512"));
        // By default no method of more than some hundred operations may be called from a kernel.
        System.setProperty("tornado.compiler.fullInlining", "True");
    }

    /**
     * Sets a plan's compiler flags.
     *
     * @param registers the most of a thread, where the compiler can be told
     */
    static TornadoExecutionPlan flagged(TornadoExecutionPlan plan, TornadoVMBackendType driver, int registers) {
        if (driver == TornadoVMBackendType.OPENCL) {
            return plan.withCompilerFlags(driver, OPENCL_FLAGS);
        }
        return driver == TornadoVMBackendType.PTX ? plan.withCompilerFlags(driver, PTX_FLAGS + registers) : plan;
    }

    /** The nanoseconds that each kernel ran, by the name of its method, from the log of a run. */
    static Map<String, Long> kernels(String log) {
        Map<String, Long> kernels = new TreeMap<>();
        Matcher task = TASK.matcher(log);
        while (task.find()) {
            kernels.merge(task.group("method"), Long.parseLong(task.group("nanos")), Long::sum);
        }
        return kernels;
    }
}
