package org.hypersimplex.experiments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.hypersimplex.cli.PackageCycles;

/**
 * The packages of this module have arrows in one direction, and neither it nor an integration reaches into the engines.
 */
@AnalyzeClasses(packages = "org.hypersimplex", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles = PackageCycles.noneIn("org.hypersimplex.experiments");

    @ArchTest
    static final ArchRule enginesAreReachedThroughThePublicSurface = noClasses()
            .that()
            .resideOutsideOfPackages("org.hypersimplex", "org.hypersimplex.cpu..", "org.hypersimplex.merging")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hypersimplex.cpu..");
}
