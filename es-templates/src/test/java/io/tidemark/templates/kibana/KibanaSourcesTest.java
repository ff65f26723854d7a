/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.histogram.LatencyBins;
import io.tidemark.model.histogram.Percentiles;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import io.tidemark.templates.kibana.Query.Operation;
import io.tidemark.templates.kibana.Query.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The sources, held against the catalogue of fields. */
@Tag("fast")
class KibanaSourcesTest {

  private static final Path FOLDER =
      Path.of("src/main/resources/io/tidemark/templates/kibana").toAbsolutePath();
  private static final KibanaSources SOURCES = KibanaSources.loadSources();
  private static final Map<String, DataView> VIEWS = SOURCES.dataViews();
  private static final Set<FieldType> NUMBERS =
      EnumSet.of(FieldType.LONG, FieldType.INTEGER, FieldType.DOUBLE);

  @Test
  void everyFileIsUsed() throws IOException {
    Set<String> used = new TreeSet<>(Set.of("data-views/common.json"));
    Arrays.stream(IndexFamily.values())
        .filter(family -> family.schema().isEmpty())
        .forEach(family -> used.add("data-views/" + family.id() + ".json"));
    for (String name : SOURCES.listDashboards()) {
      Stream.of("queries", "panels", "dashboards")
          .forEach(kind -> used.add(kind + "/" + name + ".json"));
      SOURCES.readPanels(name).values().stream()
          .map(Panel::spec)
          .filter(Objects::nonNull)
          .forEach(spec -> used.add("vega/" + spec + ".json"));
    }

    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> FOLDER.relativize(file).toString()))
          .containsExactlyInAnyOrderElementsOf(used);
    }
  }

  /** Ids keep their earlier words. */
  @Test
  void namesRejectedRecordsByTheGlossary() throws IOException {
    Pattern shown = Pattern.compile("\"(label|title|says)\": *\"([^\"]*)\"");
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        shown.matcher(Files.readString(file)).results().forEach(text -> texts.add(text.group(2)));
      }
    }

    assertThat(texts)
        .contains("Rejected records")
        .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("refus"));
  }

  @Test
  void everyFamilyHasItsDataView() {
    assertThat(VIEWS.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(IndexFamily.values()).map(IndexFamily::id).toList());
    assertThat(Arrays.stream(IndexFamily.values()))
        .allMatch(family -> family.pattern().equals(DataView.indexPattern(family.id())));
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void everyFieldHasWordsAndNoWordsAreWithoutField(IndexFamily family) {
    DataView view = VIEWS.get(family.id());

    assertThat(view.fields().keySet())
        .containsExactlyInAnyOrderElementsOf(
            DocumentFields.of(family).stream()
                .map(Field::name)
                .filter(name -> !name.endsWith("*"))
                .toList());
    assertThat(view.fields().values())
        .extracting(DataView.FieldWords::label)
        .doesNotHaveDuplicates()
        .allMatch(label -> !label.isBlank());
    assertThat(typeOf(family.id(), view.timeField())).isEqualTo(FieldType.DATE);
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void numbersHaveAFormatAndNothingElseHas(IndexFamily family) {
    VIEWS
        .get(family.id())
        .fields()
        .forEach(
            (name, words) -> {
              boolean number = NUMBERS.contains(typeOf(family.id(), name));
              boolean plain = Set.of("window_minutes", "revision").contains(name);
              assertThat(words.format() != null).as(name).isEqualTo(number && !plain);
            });
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void hidesOnlyExistingFields(IndexFamily family) {
    assertThat(DocumentFields.of(family))
        .extracting(Field::name)
        .containsAll(VIEWS.get(family.id()).hidden());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyFieldOfAQueryExistsAndFits(String dashboard) {
    for (Query query : SOURCES.readQueries(dashboard).values()) {
      for (Query.Bucket bucket : query.by()) {
        if (!bucket.isTime()) {
          assertThat(typeOf(query.view(), bucket.top())).isIn(FieldType.KEYWORD, FieldType.INTEGER);
          assertThat(bucket.size()).isPositive();
        }
      }
      query.values().forEach(value -> assertFits(query.view(), value));
      Matcher condition = Pattern.compile("(\\w+):").matcher(query.where());
      while (condition.find()) {
        assertThat(typeOf(query.view(), condition.group(1))).isEqualTo(FieldType.KEYWORD);
      }
    }
  }

  private static void assertFits(String view, Value value) {
    switch (value.operation()) {
      case COUNT -> assertThat(value.label()).isNotNull();
      case SUM, MAX -> assertThat(typeOf(view, value.field())).isIn(NUMBERS);
      case DISTINCT -> assertThat(typeOf(view, value.field())).isEqualTo(FieldType.KEYWORD);
      case LATEST -> assertThat(typeOf(view, value.field())).isEqualTo(FieldType.DATE);
      case RATIO -> {
        assertThat(typeOf(view, value.field())).isIn(NUMBERS);
        assertThat(typeOf(view, value.by())).isIn(NUMBERS);
        assertThat(value.label()).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void ordersByMetricsThatAreNoFormulas(String dashboard) {
    assertThat(SOURCES.readQueries(dashboard).values())
        .filteredOn(query -> query.by().stream().anyMatch(bucket -> !bucket.isTime()))
        .allMatch(query -> query.values().get(0).operation() != Operation.RATIO);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyFieldOfAPanelExists(String dashboard) {
    for (Panel panel : SOURCES.readPanels(dashboard).values()) {
      List<String> fields = new ArrayList<>();
      Stream.of(panel.fields(), panel.columns()).filter(Objects::nonNull).forEach(fields::addAll);
      fields.forEach(field -> assertThat(typeOf(panel.view(), field)).isNotNull());
      if (panel.chart() == Panel.Chart.CONTROLS) {
        assertThat(fields).allMatch(field -> typeOf(panel.view(), field) != FieldType.TEXT);
      }
      if (panel.measure() != null) {
        assertThat(names(panel.view()))
            .contains(
                panel.measure() + ".bins.*", panel.measure() + ".min", panel.measure() + ".max");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyQueryAndEveryPanelIsUsed(String dashboard) {
    Map<String, Panel> panels = SOURCES.readPanels(dashboard);
    Dashboard layout = SOURCES.readDashboard(dashboard);
    List<String> shown = new ArrayList<>();
    layout.rows().forEach(row -> shown.addAll(row.panels()));

    assertThat(panels.values().stream().map(Panel::query).filter(Objects::nonNull).collect(toSet()))
        .isEqualTo(SOURCES.readQueries(dashboard).keySet());
    Set<String> own = new HashSet<>(panels.keySet());
    own.add(Dashboard.LINKS);
    assertThat(shown).containsExactlyInAnyOrderElementsOf(own);
    assertThat(shown).containsAll(layout.toRecords());
  }

  /** Only what says a group when clicked can lead anywhere. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void filtersRecordsByFieldsThatTheyHave(String dashboard) {
    Set<String> ofRecords = new HashSet<>(names("model-calls-records"));
    ofRecords.addAll(names("comfyui-records"));
    for (String name : SOURCES.readDashboard(dashboard).toRecords()) {
      Query query =
          SOURCES.readQueries(dashboard).get(SOURCES.readPanels(dashboard).get(name).query());
      assertThat(query.by()).isNotEmpty();
      assertThat(query.by())
          .filteredOn(bucket -> !bucket.isTime())
          .allMatch(bucket -> ofRecords.contains(bucket.top()));
    }
  }

  @Test
  void histogramsAreLaidOutAsInTheDocuments() {
    assertThat(HistogramLayout.OVERFLOW).isEqualTo(LatencyBins.OVERFLOW);
    assertThat(HistogramLayout.EARLIER_OVERFLOW).isEqualTo(LatencyBins.EARLIER_OVERFLOW);
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      int step = bin > HistogramLayout.EARLIER_OVERFLOW ? bin - 1 : bin;
      int octave = Math.max(0, step / HistogramLayout.SUB_BINS - 1);
      long lowest = (step - (long) octave * HistogramLayout.SUB_BINS) << octave;

      assertThat(HistogramLayout.fieldName(bin)).isEqualTo(LatencyBins.fieldName(bin));
      assertThat(lowest).isEqualTo(LatencyBins.lowest(bin));
      if (LatencyBins.hasEnd(bin)) {
        assertThat(lowest + (1L << octave) - 1).isEqualTo(LatencyBins.highest(bin));
      }
    }
  }

  /** The greatest of many values in one bin stands where the API says that it stands. */
  @Test
  void thePositionInsideABinIsBelievedAsMuchAsInTheApi() {
    int bin = 100;
    long[] counts = new long[LatencyBins.COUNT];
    counts[bin] = 10;
    double middle = (LatencyBins.lowest(bin) + LatencyBins.highest(bin)) / 2.0;
    double width = LatencyBins.highest(bin) - LatencyBins.lowest(bin);

    assertThat(Percentiles.at(1, counts, 0, Long.MAX_VALUE))
        .isEqualTo(middle + (0.95 - 0.5) * HistogramLayout.TRUST_IN_POSITION * width);
  }

  static List<String> dashboards() {
    return SOURCES.listDashboards();
  }

  private static Set<String> names(String view) {
    return DocumentFields.of(family(view)).stream().map(Field::name).collect(toSet());
  }

  private static FieldType typeOf(String view, String field) {
    return DocumentFields.of(family(view)).stream()
        .filter(known -> known.name().equals(field))
        .findAny()
        .orElseThrow(() -> new AssertionError(view + " has no field " + field))
        .type();
  }

  private static IndexFamily family(String id) {
    return Arrays.stream(IndexFamily.values())
        .filter(family -> family.id().equals(id))
        .findAny()
        .orElseThrow(() -> new AssertionError("No family " + id));
  }
}
