package org.hypersimplex.experiments;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.hypersimplex.cli.PackageCycles;

/** The layout's arrows: experiments depend on the integrations, they on the kernels, and these on the JDK alone. */
@AnalyzeClasses(packages = "org.hypersimplex", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
    private static final String KERNELS = "org.hypersimplex";
    private static final String BOOSTING = "org.hypersimplex.boosting..";
    private static final String ENGINES = "org.hypersimplex.cpu..";
    private static final String EXPERIMENTS = "org.hypersimplex.experiments..";

    @ArchTest
    static final ArchRule kernelsDependOnTheJdkAlone = classes()
            .that()
            .resideInAnyPackage(KERNELS, BOOSTING, ENGINES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    KERNELS, BOOSTING, ENGINES, "java..", "jdk..", "com.sun.management..", "org.jspecify..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = PackageCycles.noneIn("org.hypersimplex.experiments");

    @ArchTest
    static final ArchRule onlyExperimentsKnowOtherPartsThanTheKernels = slices().matching("org.hypersimplex.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage(EXPERIMENTS), alwaysTrue())
            .ignoreDependency(alwaysTrue(), resideInAPackage(BOOSTING));

    @ArchTest
    static final ArchRule enginesAreReachedThroughThePublicSurface = noClasses()
            .that()
            .resideOutsideOfPackages(KERNELS, ENGINES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINES);

    @ArchTest
    static final ArchRule onlyTheVectorEngineTouchesTheIncubator = noClasses()
            .that(not(nameMatching("org\\.hypersimplex\\.cpu\\.(Vector\\w*|\\w*Lanes)(\\$.*)?")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator..");
}
