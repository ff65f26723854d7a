/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class SchemaTextsTest {

  static List<String> languages() {
    return SchemaTexts.LANGUAGES;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void namesWorkloadsMetricsDimensionsAndRecordFieldsAndNothingElse(String language) {
    SchemaTexts texts = SchemaTexts.load(language);
    Set<String> expected = new TreeSet<>();
    for (WorkloadSchema schema : WorkloadSchemas.listAll()) {
      expected.add(schema.id());
      expected.add(schema.id() + ".help");
      for (String metric : metrics(schema)) {
        expected.add(schema.id() + "." + metric);
        expected.add(schema.id() + "." + metric + ".help");
      }
      schema.measures().stream()
          .filter(measure -> measure.kind() == Measure.Kind.HISTOGRAM)
          .forEach(measure -> expected.add(schema.id() + "." + measure.name()));
      for (Dimension dimension : schema.dimensions()) {
        if (dimension.filter() || dimension.group()) {
          expected.add(schema.id() + "." + dimension.name());
          dimension
              .choices()
              .forEach(value -> expected.add(schema.id() + "." + dimension.name() + "=" + value));
        }
      }
      for (Field field : schema.recordFields()) {
        String key = schema.id() + "." + field.name();
        expected.add(key);
        schema.listChoices(field).forEach(value -> expected.add(key + "=" + value));
      }
    }

    assertThat(new TreeSet<>(texts.keys())).isEqualTo(expected);
  }

  @Test
  void rejectsALanguageWithoutTexts() {
    assertThatThrownBy(() -> SchemaTexts.load("../en"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use one of en, zh");
  }

  private static List<String> metrics(WorkloadSchema schema) {
    List<String> names = new ArrayList<>();
    for (Measure measure : schema.measures()) {
      if (measure.kind() == Measure.Kind.HISTOGRAM) {
        for (DurationStatistic statistic : DurationStatistic.values()) {
          names.add(statistic.metricOf(measure.name()));
        }
      } else {
        names.add(measure.name());
      }
    }
    schema.derivedMetrics().forEach(metric -> names.add(metric.name()));
    return names;
  }
}
