package org.hypersimplex;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Which package of the kernels (room) may depend on which; docs/architecture.md draws the same. */
@AnalyzeClasses(packages = "org.hypersimplex", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
    /**
     * A package, by what follows org.hypersimplex in its name, and the packages that it may depend on. There is no
     * cycle.
     */
    private static final String[][] ROOMS = {
        {"problem"},
        {"spi", "problem"},
        {"reference", "problem", "spi"},
        {"cpu.pass", "problem"},
        {"cpu.memory", "problem", "cpu.pass"},
        {"cpu.search", "problem", "spi", "cpu.pass"},
        {"cpu.operation", "problem", "spi", "cpu.pass", "cpu.memory", "cpu.search"},
        {"cpu", "problem", "spi", "cpu.pass", "cpu.operation"},
        {"", "problem", "spi", "reference", "cpu"},
        {"boosting", "problem", "spi", ""},
        {"merging", "problem", "cpu.pass", ""},
    };

    /** The JDK, and annotations that aren't needed at run time: every package may depend on these. */
    private static final String[] OTHERS = {"java..", "jdk..", "com.sun.management..", "org.jspecify.."};

    private static String name(String room) {
        return room.isEmpty() ? "org.hypersimplex" : "org.hypersimplex." + room;
    }

    @ArchTest
    static void aRoomKnowsTheRoomsBelowItAndTheJdk(JavaClasses kernels) {
        for (String[] room : ROOMS) {
            String[] known = Stream.concat(Arrays.stream(room).map(LayoutTest::name), Arrays.stream(OTHERS))
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(name(room[0]))
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(known)
                    .check(kernels);
        }
    }

    @ArchTest
    static final ArchRule everyClassIsInARoom = classes()
            .should()
            .resideInAnyPackage(Arrays.stream(ROOMS).map(room -> name(room[0])).toArray(String[]::new));

    @ArchTest
    static final ArchRule onlyTheVectorEngineTouchesTheIncubator = noClasses()
            .that(not(nameMatching("org\\.hypersimplex\\.cpu\\.(VectorEngine|pass\\.(Vector\\w*|\\w*Lanes))(\\$.*)?")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator..");
}
