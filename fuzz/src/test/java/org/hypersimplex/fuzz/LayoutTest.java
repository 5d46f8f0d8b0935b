package org.hypersimplex.fuzz;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.hypersimplex.cli.PackageCycles;

/** The packages of this module have arrows in one direction, and models know nothing of what they are the model of. */
@AnalyzeClasses(packages = "org.hypersimplex.fuzz", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles = PackageCycles.noneIn("org.hypersimplex.fuzz");

    @ArchTest
    static final ArchRule modelsAreSecondOpinions = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("org.hypersimplex.fuzz.model")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hypersimplex.cli..", "org.hypersimplex.experiments..", "com.fasterxml..");
}
