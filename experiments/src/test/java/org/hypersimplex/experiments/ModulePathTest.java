package org.hypersimplex.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A consumer with a {@code module-info} compiles against the library's modules and runs, in the ways that
 * {@code docs/module-path.md} tells. (Spark itself runs from the class path alone.)
 */
class ModulePathTest {
    private static final Pattern NAME = Pattern.compile("<Automatic-Module-Name>(.+)</Automatic-Module-Name>");

    private final Path folder;

    ModulePathTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theKernelsAreAModule() throws Exception {
        assertThat(run("requires org.hypersimplex;", List.of("kernels"), List.of(), """
                import org.hypersimplex.SoftBinaryArgmax;
                class Main {
                    public static void main(String[] arguments) {
                        float[] x = SoftBinaryArgmax.of(1, 1).project(new float[] {3f, 0f});
                        System.out.print(x[0] + " " + x[1]);
                    }
                }
                """))
                .isEqualTo("1.0 0.0");
    }

    @Test
    void lightgbmIsAModuleBesideLightgbm4j() throws Exception {
        assertThat(run(
                        "requires org.hypersimplex.lightgbm;",
                        List.of("kernels", "integration-lightgbm"),
                        List.of("lightgbm4j"),
                        """
                        import java.lang.foreign.Arena;
                        import org.hypersimplex.lightgbm.*;
                        class Main {
                            public static void main(String[] arguments) {
                                var numbers = Arena.global().allocate(12);
                                try (var set = NativeDataset.of(new Features.Dense(numbers, 3, 1), "verbosity=-1")) {
                                    System.out.print(set.rows());
                                }
                            }
                        }
                        """))
                .isEqualTo("3");
    }

    @Test
    void djlIsAModuleBesideItsApi() throws Exception {
        assertThat(run(
                        "requires org.hypersimplex; requires org.hypersimplex.djl; requires ai.djl.api;",
                        List.of("kernels", "integration-djl"),
                        List.of("api-"),
                        """
                        import ai.djl.training.loss.Loss;
                        import org.hypersimplex.HypersimplexLoss;
                        import org.hypersimplex.djl.LossHypersimplex;
                        import org.hypersimplex.problem.KPolicy;
                        class Main {
                            public static void main(String[] arguments) {
                                Loss loss = new LossHypersimplex(HypersimplexLoss.mean(KPolicy.positives(), 1.5));
                                System.out.print(loss.getName());
                            }
                        }
                        """))
                .isEqualTo("HypersimplexLoss");
    }

    /** The reduction is the part that isn't public in XGBoost. */
    @Test
    void xgboostIsAModuleWhereXgboost4jIsOnTheClassPath() throws Exception {
        assertThat(run(
                        "requires org.hypersimplex; requires org.hypersimplex.xgboost;",
                        List.of("kernels", "integration-xgboost"),
                        List.of(),
                        """
                import ml.dmlc.xgboost4j.java.IObjective;
                import org.hypersimplex.boosting.GradientScale;
                import org.hypersimplex.problem.KPolicy;
                import org.hypersimplex.xgboost.*;
                class Main {
                    public static void main(String[] arguments) {
                        IObjective objective = HypersimplexObjective.of(KPolicy.positives(), GradientScale.probability());
                        double[] one = {objective == null ? 0 : 1.5};
                        new CommunicatorAllReduce().sum(one);
                        System.out.print(one[0]);
                    }
                }
                """))
                .isEqualTo("1.5");
    }

    @Test
    void dl4jIsAModuleWhereDl4jIsOnTheClassPath() throws Exception {
        assertThat(run(
                        "requires org.hypersimplex; requires org.hypersimplex.dl4j;",
                        List.of("kernels", "integration-dl4j"),
                        List.of(),
                        """
                import org.hypersimplex.dl4j.LossHypersimplex;
                import org.hypersimplex.problem.KPolicy;
                class Main {
                    public static void main(String[] arguments) {
                        System.out.print(LossHypersimplex.mean(KPolicy.positives(), 1.5).name());
                    }
                }
                """))
                .isEqualTo("LossHypersimplex(MEAN, k positives, tau 1.5)");
    }

    /** Compiles and runs a consumer; returns what it printed. */
    private String run(String requires, List<String> modules, List<String> libraries, String main) throws Exception {
        List<String> modulePath = new ArrayList<>();
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = Path.of(entry).getFileName().toString();
            if (modules.stream().anyMatch(module -> isOf(module, Path.of(entry)))) {
                modulePath.add(module(Path.of(entry)).toString());
            } else if (libraries.stream().anyMatch(name::startsWith)) {
                modulePath.add(entry);
            } else if (!entry.contains("hypersimplex")) {
                classPath.add(entry);
            }
        }
        assertThat(modulePath).hasSize(modules.size() + libraries.size());
        Path sources = Files.createDirectories(folder.resolve("sources/consumer"));
        Files.writeString(sources.resolveSibling("module-info.java"), "module consumer { " + requires + " }");
        Files.writeString(sources.resolve("Main.java"), "package consumer;\n" + main);
        List<String> options = List.of(
                "--module-path",
                String.join(File.pathSeparator, modulePath),
                "--class-path",
                String.join(File.pathSeparator, classPath),
                "--add-reads",
                "consumer=ALL-UNNAMED");
        List<String> compile = new ArrayList<>(options);
        Path classes = folder.resolve("classes");
        compile.addAll(List.of(
                "-d",
                classes.toString(),
                sources.resolveSibling("module-info.java").toString()));
        compile.add(sources.resolve("Main.java").toString());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, compile.toArray(String[]::new)))
                .isZero();
        List<String> run = new ArrayList<>();
        run.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        run.addAll(options);
        run.set(2, classes + File.pathSeparator + options.get(1));
        run.addAll(List.of("-Djava.io.tmpdir=" + folder, "--module", "consumer/consumer.Main"));
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(run).redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return out;
    }

    /** Whether a part of the class path is that module: its jar or, where nothing is packaged, its classes. */
    private static boolean isOf(String module, Path entry) {
        String jar = "hypersimplex-" + module.replace("integration-", "") + "-";
        String name = entry.getFileName().toString();
        boolean isJar = name.startsWith(jar) && !name.endsWith("-tests.jar");
        return isJar || entry.toAbsolutePath().startsWith(home(module).resolve("target"));
    }

    private static Path home(String module) {
        return Path.of("..").resolve(module).toAbsolutePath().normalize();
    }

    /** What can stand on the module path: a folder of classes without a descriptor can't. */
    private Path module(Path entry) throws IOException {
        if (!Files.isDirectory(entry) || Files.exists(entry.resolve("module-info.class"))) {
            return entry;
        }
        Path pom = entry.resolve("../../pom.xml").normalize();
        Matcher name = NAME.matcher(Files.readString(pom));
        assertThat(name.find()).as("a module's name in " + pom).isTrue();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", name.group(1));
        Path jar = folder.resolve(name.group(1) + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> classes = Files.walk(entry)) {
            for (Path source : (Iterable<Path>) classes.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(
                        new JarEntry(entry.relativize(source).toString().replace(File.separatorChar, '/')));
                Files.copy(source, out);
            }
        }
        return jar;
    }
}
