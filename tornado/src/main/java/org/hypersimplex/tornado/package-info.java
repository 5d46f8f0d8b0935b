/**
 * The operator and the loss on GPUs: kernels as static methods that TornadoVM compiles to PTX, CUDA C or OpenCL at run
 * time, tasks that put them into a task graph, and a backend on top that {@link org.hypersimplex.Backends#gpu()} finds.
 * The {@code Double…} classes are made from their {@code Float…} twins by the build.
 */
@org.jspecify.annotations.NullMarked
package org.hypersimplex.tornado;
