package org.hypersimplex.cli.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether Deeplearning4j will train with oneDNN. It needs three things, which are looked for without starting it: the
 * native library, the property that allows helpers, and the class that its helper asks.
 */
public final class OneDnn {
    private static final String HELPERS = "org.eclipse.deeplearning4j.helpers.disable";
    private static final String SWITCH = "org.nd4j.nativeblas.Nd4jCpu$Environment";
    private static final String LIBRARIES = "org/nd4j/linalg/cpu/nativecpu/bindings/";

    private OneDnn() {}

    /**
     * Lets Deeplearning4j use oneDNN unless the user has set the property. To be called before any network is built.
     */
    public static void allow() {
        if (System.getProperty(HELPERS) == null) {
            System.setProperty(HELPERS, "false");
        }
    }

    /**
     * A line for people.
     *
     * @return on, or off and why
     */
    public static String status() {
        List<String> missing = new ArrayList<>();
        if (!hasLibrary()) {
            missing.add("no oneDNN build of nd4j-native for this machine on the class path");
        }
        if (!System.getProperty(HELPERS, "").equals("false")) {
            missing.add("needs -D" + HELPERS + "=false");
        }
        if (!hasSwitch()) {
            missing.add("no class " + SWITCH);
        }
        return missing.isEmpty() ? "on" : "off: " + String.join("; ", missing);
    }

    private static boolean hasLibrary() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macosx" : "linux";
        String architecture = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";
        String library = system.equals("windows")
                ? "jnind4jcpu.dll"
                : "libjnind4jcpu." + (system.equals("macosx") ? "dylib" : "so");
        return List.of("-onednn", "-onednn-avx2", "-onednn-avx512").stream()
                .map(extension -> LIBRARIES + system + "-" + architecture + extension + "/" + library)
                .anyMatch(resource -> OneDnn.class.getClassLoader().getResource(resource) != null);
    }

    private static boolean hasSwitch() {
        try {
            Class.forName(SWITCH, false, OneDnn.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
