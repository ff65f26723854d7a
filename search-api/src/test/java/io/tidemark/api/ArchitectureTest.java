/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Tag;
import org.springframework.web.bind.annotation.RestController;

/** How the packages of the API hang together. */
@Tag("fast")
@AnalyzeClasses(packages = "io.tidemark.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("io.tidemark.api.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule BUDGETS_ARE_LAYERED =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("routes")
          .definedBy("io.tidemark.api.budgets")
          .layer("evaluation")
          .definedBy("io.tidemark.api.budgets.evaluation")
          .layer("usage")
          .definedBy("io.tidemark.api.budgets.usage")
          .layer("requests")
          .definedBy("io.tidemark.api.budgets.requests")
          .layer("definition")
          .definedBy("io.tidemark.api.budgets.definition")
          .whereLayer("routes")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("evaluation")
          .mayOnlyBeAccessedByLayers("routes")
          .whereLayer("usage")
          .mayOnlyBeAccessedByLayers("routes", "evaluation")
          .whereLayer("requests")
          .mayOnlyBeAccessedByLayers("routes", "evaluation");

  @ArchTest
  static final ArchRule TEXTS_OF_MESSAGES_KNOW_NO_CHANNEL =
      noClasses()
          .that()
          .resideInAPackage("io.tidemark.api.channels.texts")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tidemark.api.channels");

  @ArchTest
  static final ArchRule ONE_PACKAGE_TALKS_TO_ELASTICSEARCH =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.tidemark.api.search..", "io.tidemark.api.templates..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.elasticsearch..", "org.apache.http..");

  @ArchTest
  static final ArchRule CONTROLLERS_ARE_KNOWN_TO_NOBODY =
      classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule QUERIES_AND_READERS_ARE_PURE =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Query")
          .or()
          .haveSimpleNameEndingWith("Reader")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "jakarta..");

  @ArchTest
  static final ArchRule ONLY_ONE_CLASS_READS_CLAIMS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tidemark.api.access")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework.security..");
}
