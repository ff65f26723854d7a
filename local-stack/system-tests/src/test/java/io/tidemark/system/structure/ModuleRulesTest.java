/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system.structure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom: the table of modules, held against the compiled classes. */
@Tag("fast")
class ModuleRulesTest {

  private static final String TIDEMARK = "io.tidemark";
  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final Map<String, JavaClasses> READ = new ConcurrentHashMap<>();

  /** Modules and the packages of other modules that they may use. */
  @ParameterizedTest
  @CsvSource({
    "usage-model, model,",
    "es-templates, templates, model",
    "flink-job, job, model",
    "search-api, api, model templates",
    "usage-intake, intake, model",
    "usage-archive, archive, model templates stack",
    "local-stack/launcher, stack, model",
    "usage-testkit, testkit, stack",
    "local-stack/request-guard, guard,",
    "local-stack/elasticsearch-node, elasticsearch, guard",
    "local-stack/kafka-broker, kafka,",
    "local-stack/flink-cluster, flink, guard",
  })
  void usesOnlyAllowedModules(String module, String own, String others) {
    Set<String> allowed = new HashSet<>(List.of(own));
    if (others != null) {
      allowed.addAll(List.of(others.split(" ", -1)));
    }
    JavaClasses compiled = classesOf(module);
    assertThat(compiled).as("classes of %s", module).isNotEmpty();

    classes()
        .that()
        .resideInAPackage(TIDEMARK + "..")
        .should()
        .onlyDependOnClassesThat(
            describe("are of " + allowed + " or of no module", used -> isAllowed(used, allowed)))
        .check(compiled);
  }

  private static boolean isAllowed(JavaClass used, Set<String> allowed) {
    String name = used.getPackageName();
    if (!name.startsWith(TIDEMARK + ".")) {
      return true;
    }
    String rest = name.substring(TIDEMARK.length() + 1);
    int dot = rest.indexOf('.');
    return allowed.contains(dot < 0 ? rest : rest.substring(0, dot));
  }

  @Test
  void theModelKnowsNothingButTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.tidemark.model..", "java..", "javax.crypto..")
        .check(classesOf("usage-model"));
  }

  @ParameterizedTest
  @CsvSource({
    "usage-model",
    "es-templates",
    "flink-job",
    "search-api",
    "usage-intake",
    "usage-archive",
    "local-stack/launcher",
    "usage-testkit",
    "local-stack/request-guard",
    "local-stack/elasticsearch-node",
    "local-stack/kafka-broker",
    "local-stack/flink-cluster"
  })
  void namesPackagesByFeature(String module) {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..impl..")
        .check(classesOf(module));
  }

  private static JavaClasses classesOf(String module) {
    return READ.computeIfAbsent(
        module,
        name -> new ClassFileImporter().importPath(ROOT.resolve(name).resolve("target/classes")));
  }
}
