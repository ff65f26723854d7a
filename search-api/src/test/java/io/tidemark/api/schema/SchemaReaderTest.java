/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.schema.SchemaAnswer.Choice;
import io.tidemark.api.schema.SchemaAnswer.Dimension;
import io.tidemark.api.schema.SchemaAnswer.Metric;
import io.tidemark.api.schema.SchemaAnswer.RecordField;
import io.tidemark.api.schema.SchemaAnswer.Workload;
import io.tidemark.model.index.Keep;
import io.tidemark.model.modelcalls.DimensionTags;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class SchemaReaderTest {

  private static final String LOGS = "https://logs.example.com/{tenant_id}?id={request_id}#x";

  private static final SchemaAnswer ENGLISH = read("en");

  @ParameterizedTest
  @CsvSource({"en, Training, Total training jobs", "zh, 模型训练, 模型训练总任务数"})
  void namesWorkloadsAndMetricsInTheLanguage(String language, String workload, String metric) {
    Workload training = workload(read(language), "training");

    assertThat(training.label()).isEqualTo(workload);
    assertThat(training.metrics().get(0).label()).isEqualTo(metric);
  }

  @Test
  void listsAllWorkloadsInTheOrderOfTheirTabs() {
    assertThat(ENGLISH.workloads().stream().map(Workload::id))
        .containsExactlyElementsOf(
            WorkloadSchemas.listAll().stream().map(WorkloadSchema::id).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "model-calls, users, user_id",
    "comfyui, workflows, workflow_id",
    "coding-agents, sessions, session_ids",
    "coding-agents, session_starts,",
    "coding-agents, active_days,",
  })
  void saysWhichMetricsCountDistinctValues(String workload, String metric, String field) {
    Metric found =
        workload(ENGLISH, workload).metrics().stream()
            .filter(one -> one.name().equals(metric))
            .findFirst()
            .orElseThrow();

    assertThat(found.distinctOf()).isEqualTo(field);
    assertThat(found.addsUp()).isEqualTo(metric.equals("session_starts"));
  }

  @Test
  void namesTheDimensionWithDisplayNames() {
    assertThat(workload(ENGLISH, "comfyui").dimensions())
        .filteredOn(dimension -> dimension.labelledBy() != null)
        .extracting(Dimension::name, Dimension::labelledBy)
        .containsExactly(Tuple.tuple("workflow_id", "workflow_name"));
  }

  @Test
  void namesDimensionsByTheirTags() {
    assertThat(workload(ENGLISH, "model-calls").dimensions())
        .filteredOn(dimension -> dimension.name().startsWith("tag_"))
        .extracting(Dimension::name, Dimension::label, Dimension::filter, Dimension::group)
        .containsExactly(Tuple.tuple("tag_1", "feature", true, true));
  }

  @Test
  void describesTheFieldsOfRecordsInTheirOrder() {
    List<RecordField> fields = workload(ENGLISH, "comfyui").recordFields();

    assertThat(fields)
        .containsSubsequence(
            new RecordField(
                "outcome",
                "Outcome",
                "text",
                null,
                List.of(
                    new Choice("succeeded", "succeeded"),
                    new Choice("failed", "failed"),
                    new Choice("cancelled", "cancelled"),
                    new Choice("abandoned", "abandoned"))),
            new RecordField("submitted_at", "Submitted", "time", null, List.of()),
            new RecordField("run_time_ms", "Run time", "number", "ms", List.of()),
            new RecordField("context", "Context", "object", null, List.of()));
    assertThat(workload(ENGLISH, "training").recordFields()).isEmpty();
  }

  @Test
  void givesTheAddressOfLogs() {
    assertThat(ENGLISH.logLink()).isEqualTo(LOGS);
    assertThat(new LogLink(" ").findTemplate()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logs.example.com/{request_id}",
        "javascript:alert(1)",
        "https:///x",
        "http://a b/"
      })
  void rejectsOtherAddressesOfLogs(String address) {
    assertThatThrownBy(() -> new LogLink(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("tidemark.page.log-link " + address);
  }

  private static SchemaAnswer read(String language) {
    return SchemaReader.readAll(
        language, Keep.DEFAULT, DimensionTags.parse("feature"), new LogLink(LOGS));
  }

  private static Workload workload(SchemaAnswer answer, String id) {
    return answer.workloads().stream()
        .filter(workload -> workload.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
