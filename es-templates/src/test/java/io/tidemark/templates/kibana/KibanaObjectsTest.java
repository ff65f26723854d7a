/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The file as Kibana gets it. */
@Tag("fast")
class KibanaObjectsTest {

  private static final Path RECORDED =
      Path.of("src/test/resources/io/tidemark/templates/kibana/ids.txt").toAbsolutePath();

  /**
   * The version that last changed each type's shape in 7.17.0: Kibana refuses an object that claims
   * a newer one.
   */
  private static final Map<String, String> KNOWN_TO_7_17_0 =
      Map.of(
          "index-pattern", "7.11.0",
          "lens", "7.16.0",
          "visualization", "7.17.0",
          "search", "7.9.3",
          "dashboard", "7.16.0");

  private static final List<JsonNode> OBJECTS = KibanaFile.readLines();

  @Test
  void theSameSourcesGiveTheSameBytes() {
    assertThat(KibanaFile.createContent())
        .isEqualTo(KibanaFile.createContent())
        .isEqualTo(KibanaFile.readBuilt());
  }

  @Test
  void everyIdIsUnique() {
    assertThat(OBJECTS)
        .extracting(object -> object.required("id").textValue())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("tidemark(-[a-z]+)+"));
  }

  /** A changed id leaves the old object behind in every Kibana, and breaks bookmarks. */
  @Test
  void idsAreThoseThatWereRecorded() throws IOException {
    List<String> ids =
        OBJECTS.stream().map(o -> o.path("type").asText() + " " + o.path("id").asText()).toList();

    if (Boolean.getBoolean("tidemark.update")) {
      assertThat(ids).containsAll(recorded());
      Files.write(RECORDED, ids);
    }
    assertThat(ids).containsExactlyElementsOf(recorded());
  }

  private static List<String> recorded() throws IOException {
    return Files.readAllLines(RECORDED);
  }

  @ParameterizedTest
  @MethodSource("objects")
  void everyReferenceLeadsToAnObjectOfTheFile(JsonNode object) {
    Set<String> present =
        OBJECTS.stream()
            .map(o -> o.path("type").asText() + " " + o.path("id").asText())
            .collect(Collectors.toSet());
    List<String> names = new ArrayList<>();
    for (JsonNode reference : object.required("references")) {
      names.add(reference.required("name").textValue());
      assertThat(present)
          .contains(reference.required("type").asText() + " " + reference.required("id").asText());
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("objects")
  void noPlaceHolderIsLeft(JsonNode object) {
    assertThat(object.toString()).doesNotContainPattern("@[a-z_]+@");
  }

  @ParameterizedTest
  @MethodSource("objects")
  void versionsFit(JsonNode object) {
    String type = object.required("type").textValue();

    assertThat(object.required("migrationVersion").properties())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getKey()).isEqualTo(type);
              assertThat(entry.getValue().textValue()).isEqualTo(KNOWN_TO_7_17_0.get(type));
            });
    assertThat(object.required("coreMigrationVersion").textValue()).isEqualTo("7.17.0");
  }

  @ParameterizedTest
  @MethodSource("objects")
  void describesEveryObject(JsonNode object) {
    assertThat(object.at("/attributes/title").textValue()).isNotBlank();
    if (!object.path("type").asText().equals("index-pattern")) {
      assertThat(object.at("/attributes/description").textValue())
          .containsPattern("\\.( \\(.*\\))?$");
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsStandSideBySideAndNeverOnTopOfEachOther(JsonNode dashboard) throws IOException {
    Set<String> taken = new HashSet<>();
    JsonNode panels =
        KibanaSources.JSON.readTree(dashboard.at("/attributes/panelsJSON").textValue());
    for (JsonNode panel : panels) {
      JsonNode grid = panel.required("gridData");
      assertThat(grid.required("i")).isEqualTo(panel.required("panelIndex"));
      int x = grid.required("x").intValue();
      int y = grid.required("y").intValue();
      assertThat(x + grid.required("w").intValue()).isLessThanOrEqualTo(48);
      for (int column = x; column < x + grid.required("w").intValue(); column++) {
        for (int row = y; row < y + grid.required("h").intValue(); row++) {
          assertThat(taken.add(column + "/" + row)).isTrue();
        }
      }
    }
    assertThat(panels).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void aPanelNamesAReferenceOfItsDashboard(JsonNode dashboard) throws IOException {
    Set<String> names =
        StreamSupport.stream(dashboard.required("references").spliterator(), false)
            .map(reference -> reference.required("name").textValue())
            .collect(Collectors.toSet());
    JsonNode panels =
        KibanaSources.JSON.readTree(dashboard.at("/attributes/panelsJSON").textValue());
    for (JsonNode panel : panels) {
      String index = panel.required("panelIndex").textValue();
      assertThat(names).contains(index + ":" + panel.required("panelRefName").textValue());
      for (JsonNode event : panel.at("/embeddableConfig/enhancements/dynamicActions/events")) {
        assertThat(names)
            .contains(
                "%s:drilldown:%s:%s:dashboardId"
                    .formatted(
                        index,
                        event.at("/action/factoryId").textValue(),
                        event.required("eventId").textValue()));
      }
    }
  }

  @Test
  void aClickOnFailedRunsLeadsToTheRecords() throws IOException {
    JsonNode comfyui =
        OBJECTS.stream()
            .filter(o -> o.path("id").asText().equals("tidemark-comfyui"))
            .toList()
            .get(0);
    JsonNode panels = KibanaSources.JSON.readTree(comfyui.at("/attributes/panelsJSON").textValue());

    assertThat(panels)
        .filteredOn(panel -> panel.path("panelIndex").asText().equals("failed-by-workflow"))
        .singleElement()
        .satisfies(
            panel ->
                assertThat(
                        panel.at(
                            "/embeddableConfig/enhancements/dynamicActions/events/0/action/config"))
                    .hasToString(
                        "{\"useCurrentFilters\":true,\"useCurrentDateRange\":true,\"openInNewTab\":false}"));
  }

  static List<JsonNode> objects() {
    return OBJECTS;
  }

  static List<JsonNode> dashboards() {
    return OBJECTS.stream().filter(o -> o.path("type").asText().equals("dashboard")).toList();
  }
}
