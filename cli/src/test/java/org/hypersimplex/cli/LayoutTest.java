package org.hypersimplex.cli;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages of this module have arrows in one direction. */
@AnalyzeClasses(packages = "org.hypersimplex.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles = PackageCycles.noneIn("org.hypersimplex.cli");
}
