/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.model.histogram.LatencyBins;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fast")
class MappedFieldsTest {

  private static final String BINS = ".bins.*";
  private static final Manifest MANIFEST = Manifest.loadManifest();

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void documentsAndMappingNameTheSameFieldsWithTheSameTypes(IndexFamily family) {
    Map<String, String> documented = new TreeMap<>();
    for (Field field : DocumentFields.of(family)) {
      List<String> names = field.name().endsWith(BINS) ? bins(field.name()) : List.of(field.name());
      names.forEach(name -> documented.put(name, field.type().mappingName()));
    }

    assertThat(mapping(family).fields()).isEqualTo(documented);
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void anUnknownFieldIsRefused(IndexFamily family) {
    assertThat(mapping(family).mappings().path("dynamic").textValue()).isEqualTo("strict");
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void noDimensionIsEverLeftOutOfTheIndexForItsLength(IndexFamily family) {
    if (family == IndexFamily.DEAD_LETTERS) {
      return; // Its tenant is what a refused record claims: not checked for length by anybody.
    }
    JsonNode properties = mapping(family).mappings().required("properties");

    assertThat(DocumentFields.of(family))
        .filteredOn(field -> field.role() == Field.Role.DIMENSION)
        .allSatisfy(
            field ->
                assertThat(properties.required(field.name()).properties())
                    .as(field.name())
                    .containsExactly(Map.entry("type", Manifest.JSON.valueToTree("keyword"))));
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void hoursOfATenantAreSortedAsDashboardsFilter(IndexFamily family) {
    ComposedMapping mapping = mapping(family);
    String start = family.isDaily() ? "day" : "hour";
    boolean windowOfATenant = mapping.fields().keySet().containsAll(Set.of(start, "tenant_id"));

    assertThat(mapping.settings().at("/sort/field"))
        .isEqualTo(
            windowOfATenant
                ? Manifest.JSON.createArrayNode().add("tenant_id").add(start)
                : MissingNode.getInstance());
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void searchesFindTheStartOfADayAsItsHour(IndexFamily family) {
    JsonNode hour = mapping(family).mappings().at("/properties/hour");

    assertThat(hour.path("type").asText().equals("alias")).isEqualTo(family.isDaily());
    assertThat(hour.path("path").asText()).isEqualTo(family.isDaily() ? "day" : "");
  }

  private static List<String> bins(String field) {
    String object = field.substring(0, field.length() - 1);
    int count = field.startsWith("input_tokens_per_call.") ? 101 : LatencyBins.COUNT;
    return IntStream.range(0, count).mapToObj(bin -> object + LatencyBins.fieldName(bin)).toList();
  }

  @Test
  void theLimitOfFieldsHoldsEveryStatusCodeAndEveryBin() {
    int statusCodes = 600 - 100;
    int objects = 10;
    ComposedMapping mapping = mapping(IndexFamily.MODEL_CALLS_HOURLY);

    assertThat(mapping.settings().at("/mapping/total_fields/limit").asInt())
        .isGreaterThan(mapping.fields().size() + statusCodes + objects);
  }

  private static ComposedMapping mapping(IndexFamily family) {
    return new ComposedMapping(MANIFEST, IndexFamily.PREFIX + family.id());
  }
}
