/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of metrics and dimensions in docs/metrics.md show the schemas. */
@Tag("fast")
class MetricsPageTest {

  private static final SchemaTexts TEXTS = SchemaTexts.load("en");

  static Iterable<WorkloadSchema> schemas() {
    return WorkloadSchemas.listAll();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void showsMetricsAndDimensions(WorkloadSchema schema) throws IOException {
    findSection("metrics", schema).assertShows(metrics(schema));
    findSection("dimensions", schema).assertShows(dimensions(schema));
  }

  private static GeneratedSection findSection(String kind, WorkloadSchema schema) {
    String heading = "## " + TEXTS.getName(schema);
    return new GeneratedSection("metrics.md", kind + " of " + schema.id(), heading, "## Questions");
  }

  private static String metrics(WorkloadSchema schema) {
    StringBuilder table =
        new StringBuilder("\n| metric | unit | adds up | may be unknown | meaning |\n")
            .append("| --- | --- | --- | --- | --- |\n");
    for (Measure measure : schema.measures()) {
      String unit = measure.unit().id();
      if (measure.kind() == Measure.Kind.HISTOGRAM) {
        for (DurationStatistic statistic : DurationStatistic.values()) {
          String name = statistic.metricOf(measure.name());
          table.append(row(schema, name, unit, false, true));
        }
      } else {
        table.append(row(schema, measure.name(), unit, true, measure.mayBeUnknown()));
      }
    }
    for (DerivedMetric metric : schema.derivedMetrics()) {
      boolean addsUp = metric.addsUp();
      table.append(row(schema, metric.name(), metric.unit().id(), addsUp, metric.mayBeUnknown()));
    }
    return table.append('\n').toString();
  }

  private static String row(
      WorkloadSchema schema, String name, String unit, boolean addsUp, boolean mayBeUnknown) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s | %s |\n",
        name,
        unit,
        addsUp ? "yes" : "no",
        mayBeUnknown ? "yes" : "no",
        TEXTS.getHelp(schema, name));
  }

  private static String dimensions(WorkloadSchema schema) {
    StringBuilder table =
        new StringBuilder("\n| dimension | values | filter | group |\n| --- | --- | --- | --- |\n");
    for (Dimension dimension : schema.dimensions()) {
      if (dimension.filter() || dimension.group()) {
        table.append(
            String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %s |\n",
                dimension.name(),
                dimension.choices().isEmpty() ? "text" : String.join(", ", dimension.choices()),
                dimension.filter() ? "yes" : "no",
                dimension.group() ? "yes" : "no"));
      }
    }
    return table.append('\n').toString();
  }
}
