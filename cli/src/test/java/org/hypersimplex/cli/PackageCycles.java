package org.hypersimplex.cli;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The rule that packages don't depend on each other in circles. Other modules test theirs by it. */
public final class PackageCycles {
    private PackageCycles() {}

    /**
     * No circle among a package and its subpackages, each of which counts by itself.
     *
     * @param root such as "org.hypersimplex.cli"
     * @return the rule
     */
    public static ArchRule noneIn(String root) {
        return SlicesRuleDefinition.slices()
                .assignedFrom(packages(root))
                .should()
                .beFreeOfCycles();
    }

    private static SliceAssignment packages(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                String name = javaClass.getPackageName();
                return name.equals(root) || name.startsWith(root + ".")
                        ? SliceIdentifier.of(name)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "the packages of " + root;
            }
        };
    }
}
