package org.hypersimplex.experiments.train.djl;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The environment variables of this process as native libraries see them when they are loaded. Java has a copy of its own,
 * which can't be changed.
 */
final class NativeEnvironment {
    private NativeEnvironment() {}

    /**
     * Sets a variable unless the user has. Does nothing on systems without POSIX's setenv.
     *
     * @param name of the variable
     * @param value in ASCII
     */
    static void setUnlessSet(String name, String value) {
        Optional<MemorySegment> setenv = Linker.nativeLinker().defaultLookup().find("setenv");
        if (setenv.isPresent()) {
            call(setenv.get(), name, value);
        }
    }

    @SuppressWarnings("restricted") // The signature is POSIX's.
    private static void call(MemorySegment setenv, String name, String value) {
        FunctionDescriptor signature = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        MethodHandle function = Linker.nativeLinker().downcallHandle(setenv, signature);
        try (Arena arena = Arena.ofConfined()) {
            int status = (int) function.invokeExact(string(arena, name), string(arena, value), 0);
            if (status != 0) {
                throw new IllegalStateException("the environment variable " + name + " can't be set to " + value);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Written by hand, as the method for it has another name in Java 21. */
    private static MemorySegment string(Arena arena, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        MemorySegment string = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, string, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return string;
    }
}
