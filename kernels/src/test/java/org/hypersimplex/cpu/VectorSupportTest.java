package org.hypersimplex.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps the vector engine from running, or makes it slow, is said in words that say what to do about it. */
class VectorSupportTest {
    private static final String OPEN_JDK = "OpenJDK 64-Bit Server VM";
    private static final String MIXED = "mixed mode, sharing";
    private static final ModuleLayer BOOT = ModuleLayer.boot();
    private static final Module KERNELS = VectorSupport.class.getModule();

    private static boolean isModuleThere() {
        return BOOT.findModule("jdk.incubator.vector").isPresent();
    }

    @Test
    void withoutTheModuleItIsMissing() {
        assertThat(VectorSupport.missing(ModuleLayer.empty(), KERNELS))
                .hasValue("the JVM was started without the module jdk.incubator.vector;"
                        + " add --add-modules jdk.incubator.vector");
        assertThat(VectorSupport.missing().isPresent()).isEqualTo(!isModuleThere());
    }

    @Test
    void aModuleThatTheKernelsDoNotReadIsMissingToo() {
        Assumptions.assumeTrue(isModuleThere(), "this JVM was started without the module");
        Module readsNothing = Object.class.getModule();
        assertThat(VectorSupport.missing(BOOT, readsNothing))
                .hasValue("the kernels' module was resolved before jdk.incubator.vector;"
                        + " add --add-modules jdk.incubator.vector");
        assertThat(VectorSupport.missing(BOOT, KERNELS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({OPEN_JDK, "Java HotSpot(TM) 64-Bit Server VM"})
    void nothingIsSlowOnHotSpotWithC2AndVectorsOf128BitsOrMore(String vm) {
        assertThat(VectorSupport.slow(vm, MIXED, false, false, 128)).isEmpty();
        assertThat(VectorSupport.slow(vm, MIXED, false, false, 512)).isEmpty();
    }

    @Test
    void eachObstacleAloneIsSlowAndNamed() {
        assertThat(VectorSupport.slow("Eclipse OpenJ9 VM", MIXED, false, false, 128))
                .hasValue("the JVM is Eclipse OpenJ9 VM and not HotSpot, whose C2 makes vectors fast");
        assertThat(VectorSupport.slow(OPEN_JDK, "Interpreted mode", false, false, 128))
                .hasValue("the JVM interprets; drop -Xint");
        assertThat(VectorSupport.slow(OPEN_JDK, MIXED, true, false, 128))
                .hasValue("a JVMCI compiler replaces C2; drop -XX:+UseJVMCICompiler");
        assertThat(VectorSupport.slow(OPEN_JDK, MIXED, false, true, 128))
                .hasValue("C2 is off; drop -XX:TieredStopAtLevel");
        assertThat(VectorSupport.slow(OPEN_JDK, MIXED, false, false, 64))
                .hasValue("vectors have 64 bits here, at least 128 are needed");
    }

    @Test
    void thisJvmIsAskedForItsOwnFacts() {
        Assumptions.assumeTrue(isModuleThere(), "this JVM was started without the module");
        Optional<String> expected = VectorSupport.slow(
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.info"),
                HotSpotFlags.is("UseJVMCICompiler", "true"),
                HotSpotFlags.isLess("TieredStopAtLevel", 4),
                VectorEngine.bits());
        assertThat(VectorSupport.slow()).isEqualTo(expected);
        assertThat(VectorSupport.obstacle()).isEqualTo(expected);
    }
}
