/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.PermanentIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class AssetConventionsTest {

  private static final Path RESOURCES =
      Path.of("src/main/resources/io/tidemark/templates").toAbsolutePath();
  private static final Pattern COMPONENT_NAME =
      Pattern.compile("tidemark(-[a-z]+)*@[a-z]+(-[a-z]+)*");

  /** Those of Elasticsearch itself claim patterns at up to 200. */
  private static final int PRIORITY = 300;

  private static final Manifest MANIFEST = Manifest.loadManifest();
  private static final JsonNode DERIVED = Manifest.deriveTemplates();

  @Test
  void listsEveryFileInTheManifest() throws IOException {
    Set<String> named = new HashSet<>(Set.of("manifest.json"));
    MANIFEST.assets().stream()
        .filter(asset -> !isDerived(asset))
        .forEach(asset -> named.add(fileOf(asset)));

    try (Stream<Path> files = Files.walk(RESOURCES)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> RESOURCES.relativize(file).toString())
                  .filter(file -> !file.startsWith("kibana/")))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @Test
  void listsEveryAssetOnce() {
    assertThat(MANIFEST.assets()).extracting(Asset::name, Asset::kind).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileHoldsOneConcern(Asset asset) throws IOException {
    assertThat(Files.readAllLines(RESOURCES.resolve(fileOf(asset)), UTF_8).size())
        .isBetween(10, 40);
  }

  @ParameterizedTest
  @MethodSource("assets")
  void onlyTheManifestBearsAVersion(Asset asset) {
    assertThat(asset.body().findValue("version")).isNull();
  }

  @ParameterizedTest
  @MethodSource("assets")
  void describesThePurposeOfEachAsset(Asset asset) {
    JsonNode description = asset.body().findValue("description");

    assertThat(description).isNotNull();
    assertThat(description.textValue()).endsWith(".");
  }

  @Test
  void componentsAreNamedByFamilyAndConcern() {
    assertThat(of(AssetKind.COMPONENT_TEMPLATE)).allMatch(COMPONENT_NAME.asMatchPredicate());
  }

  @Test
  void eachFamilyHasItsTemplateAndNoTemplateIsWithoutFamily() {
    assertThat(of(AssetKind.INDEX_TEMPLATE))
        .containsExactlyElementsOf(
            Stream.of(
                    Arrays.stream(IndexFamily.values()).map(f -> IndexFamily.PREFIX + f.id()),
                    Arrays.stream(PermanentIndex.values()).map(PermanentIndex::indexName),
                    Stream.of(PermanentIndex.HOLD))
                .flatMap(names -> names)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("dailyTemplates")
  void aTemplateMatchesItsFamilyAndNoOther(Asset template) {
    List<String> matched = new ArrayList<>();
    for (IndexFamily family : IndexFamily.values()) {
      if (matches(template, family.indexOn(LocalDate.of(2026, 11, 22)))) {
        matched.add(IndexFamily.PREFIX + family.id());
      }
    }

    assertThat(matched).containsExactly(template.name());
    assertThat(template.body().path("priority").asInt()).isEqualTo(PRIORITY);
  }

  @ParameterizedTest
  @EnumSource(PermanentIndex.class)
  void exactlyOneTemplateMatchesAPermanentIndex(PermanentIndex index) {
    assertThat(MANIFEST.indexTemplates())
        .filteredOn(template -> matches(template, index.indexName()))
        .extracting(Asset::name)
        .containsExactly(index.indexName());
  }

  @ParameterizedTest
  @MethodSource("dailyTemplates")
  void beginsTemplatesWithTheSharedComponents(Asset template) {
    assertThat(components(template).get(0)).isEqualTo("tidemark@settings");
    assertThat(components(template).get(1)).endsWith("@lifecycle");
    assertThat(components(template).get(2)).isEqualTo("tidemark@mappings");
  }

  @Test
  void everyComponentIsUsed() {
    Set<String> used = new HashSet<>();
    MANIFEST.indexTemplates().forEach(template -> used.addAll(components(template)));

    assertThat(used).containsExactlyInAnyOrderElementsOf(of(AssetKind.COMPONENT_TEMPLATE));
  }

  @Test
  void noTwoComponentsOfATemplateMapTheSameField() {
    for (Asset template : MANIFEST.indexTemplates()) {
      List<String> fields = new ArrayList<>();
      for (Asset component : MANIFEST.assets()) {
        if (components(template).contains(component.name())) {
          component
              .body()
              .at("/template/mappings/properties")
              .fieldNames()
              .forEachRemaining(fields::add);
        }
      }
      assertThat(fields).as(template.name()).doesNotHaveDuplicates();
    }
  }

  static List<Asset> assets() {
    return MANIFEST.assets();
  }

  static List<Asset> files() {
    return MANIFEST.assets().stream().filter(asset -> !isDerived(asset)).toList();
  }

  static List<Asset> dailyTemplates() {
    Set<String> permanent =
        Arrays.stream(PermanentIndex.values())
            .map(PermanentIndex::indexName)
            .collect(Collectors.toSet());
    permanent.add(PermanentIndex.HOLD);
    return MANIFEST.indexTemplates().stream()
        .filter(template -> !permanent.contains(template.name()))
        .toList();
  }

  /** Whether the build derives the asset, so that no file holds it. */
  private static boolean isDerived(Asset asset) {
    return DERIVED.path(asset.kind().section()).has(asset.name());
  }

  private static String fileOf(Asset asset) {
    return asset.kind().folder() + "/" + asset.name() + ".json";
  }

  private static List<String> of(AssetKind kind) {
    return MANIFEST.assets().stream()
        .filter(asset -> asset.kind() == kind)
        .map(Asset::name)
        .toList();
  }

  private static List<String> components(Asset template) {
    List<String> names = new ArrayList<>();
    template.body().required("composed_of").forEach(node -> names.add(node.textValue()));
    return names;
  }

  private static boolean matches(Asset template, String index) {
    for (JsonNode pattern : template.body().required("index_patterns")) {
      if (index.matches(pattern.textValue().replace(".", "\\.").replace("*", ".*"))) {
        return true;
      }
    }
    return false;
  }
}
