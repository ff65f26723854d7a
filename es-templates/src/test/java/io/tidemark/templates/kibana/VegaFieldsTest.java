/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The searches of built Vega panels, held against the catalogue of fields. */
@Tag("fast")
class VegaFieldsTest {

  private static final KibanaSources SOURCES = KibanaSources.loadSources();

  @ParameterizedTest
  @MethodSource("vegaPanels")
  void everyFieldOfASearchExists(Panel panel) throws IOException {
    Set<String> fields = findFields(panel);

    assertThat(fields).hasSizeGreaterThan(2);
    assertThat(fields).allMatch(field -> exists(panel.view(), field));
  }

  private static Iterable<Panel> vegaPanels() {
    return SOURCES.listDashboards().stream()
        .flatMap(dashboard -> SOURCES.readPanels(dashboard).values().stream())
        .filter(panel -> panel.spec() != null)
        .toList();
  }

  private static Set<String> findFields(Panel panel) throws IOException {
    DataView view = SOURCES.dataViews().get(panel.view());
    SavedObject built = VegaPanel.createPanel("any", panel, view);
    JsonNode state = KibanaSources.JSON.readTree(built.attributes().get("visState").textValue());
    JsonNode spec = KibanaSources.JSON.readTree(state.at("/params/spec").textValue());
    Set<String> fields = new TreeSet<>();
    for (JsonNode url : spec.findValues("url")) {
      JsonNode body = url.required("body");
      body.findValues("field").forEach(field -> fields.add(field.textValue()));
      body.findValues("_source").forEach(names -> names.forEach(name -> add(fields, name)));
      for (String clause : new String[] {"range", "term"}) {
        body.findValues(clause).forEach(one -> one.fieldNames().forEachRemaining(fields::add));
      }
      if (url.has("%timefield%")) {
        add(fields, url.get("%timefield%"));
      }
    }
    return fields;
  }

  private static void add(Set<String> fields, JsonNode name) {
    fields.add(name.textValue());
  }

  private static boolean exists(String view, String field) {
    Set<String> known =
        DocumentFields.of(IndexFamily.find(view).orElseThrow()).stream()
            .map(Field::name)
            .collect(toSet());
    String inBins = field.replaceFirst("\\.bins\\.b\\d+$", ".bins.*");
    return known.contains(inBins) || known.stream().anyMatch(name -> name.startsWith(field + "."));
  }
}
