/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.RecordCost;
import io.tidemark.api.cost.ReportedCost;
import io.tidemark.api.metric.DurationMetric;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.RatioMetric;
import io.tidemark.api.records.RecordKind;
import io.tidemark.api.records.RecordLabels;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import io.tidemark.model.schema.SchemaTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Schemas of answers whose members are those of a workload: summaries, pages, single records. */
final class WorkloadSchemasOfAnswers {

  private static final String REFERENCE = "#/components/schemas/";

  /** The schema of a page of records of any workload, from which those of each are made. */
  private static final String PAGE = "RecordsAnswer";

  private static final String DURATION = "Duration";

  /** Members of every answer. */
  private static final List<String> COVERAGE =
      List.of("from", "to", "final_through", "generated_at");

  /** Member of answers whose range begins before the data that is kept. */
  private static final String COMPLETE_FROM = "complete_from";

  /** The schema of another answer with the members that say how amounts came about. */
  private static final String TREND = "TrendAnswer";

  /** Members of every answer about money. */
  private static final List<String> BASIS =
      List.of("currency", "price_list", "prices_as_of", "exact", "unpriced");

  private final SchemaTexts texts;

  WorkloadSchemasOfAnswers(SchemaTexts texts) {
    this.texts = texts;
  }

  /** For example {@code ModelCalls}. */
  static String camelCase(Workload workload) {
    return Stream.of(workload.id().split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** The schema of the answers of a route; empty when it is the same for all workloads. */
  static Optional<Schema<?>> refer(Workload workload, String route) {
    return switch (route) {
      case "summary" -> Optional.of(refer(nameSummary(workload)));
      case "records" -> Optional.of(refer(namePage(workload)));
      case "record", "recordById" -> Optional.of(refer(nameRecord(workload)));
      default -> Optional.empty();
    };
  }

  private static Schema<?> refer(String name) {
    return new Schema<>().$ref(REFERENCE + name);
  }

  private static String nameSummary(Workload workload) {
    return "Summary" + camelCase(workload);
  }

  private static String namePeriod(Workload workload) {
    return nameSummary(workload) + "Period";
  }

  private static String namePage(Workload workload) {
    return "Records" + camelCase(workload);
  }

  private static String nameRecord(Workload workload) {
    return camelCase(workload).replaceFirst("s$", "") + "Record";
  }

  void addTo(Components components) {
    Schema<?> page = components.getSchemas().remove(PAGE);
    for (Workload workload : Workload.listAll()) {
      addSummary(components, workload, page);
      if (workload.records().isPresent()) {
        components.addSchemas(namePage(workload), createPage(workload, page));
        components.addSchemas(nameRecord(workload), createRecord(new RecordKind(workload)));
      }
    }
  }

  private void addSummary(Components components, Workload workload, Schema<?> page) {
    String label = texts.getName(workload.schema());
    Map<String, Schema<?>> metrics = describeMetrics(workload);
    Schema<Object> period = createObject("Metrics over one of two periods that are compared.");
    List.of("from", "to").forEach(name -> copy(page, name, period));
    metrics.forEach(period::addProperty);
    period.setRequired(List.copyOf(period.getProperties().keySet()));
    describeAmounts(workload).forEach(period::addProperty);
    Schema<Object> summary = createObject("All metrics of one range: " + label + ".");
    COVERAGE.forEach(name -> copy(page, name, summary));
    metrics.forEach(summary::addProperty);
    summary.setRequired(List.copyOf(summary.getProperties().keySet()));
    copy(page, COMPLETE_FROM, summary);
    Map<String, Schema<?>> amounts = describeAmounts(workload);
    amounts.forEach(summary::addProperty);
    if (!amounts.isEmpty()) {
      Schema<?> trend = components.getSchemas().get(TREND);
      BASIS.forEach(name -> copy(trend, name, summary));
    }
    addPeriod(summary, workload, "compared", "The same metrics over the final hours of the range.");
    addPeriod(
        summary, workload, "previous", "The same metrics over as many hours before the range.");
    components.addSchemas(namePeriod(workload), period);
    components.addSchemas(nameSummary(workload), summary);
  }

  private static void addPeriod(
      Schema<Object> summary, Workload workload, String name, String description) {
    Schema<?> period = refer(namePeriod(workload));
    period.setDescription(description);
    summary.addProperty(name, period);
  }

  private Map<String, Schema<?>> describeMetrics(Workload workload) {
    Map<String, Schema<?>> members = new LinkedHashMap<>();
    for (Metric metric : workload.metrics()) {
      if (metric instanceof DurationMetric duration) {
        members.put(duration.field(), refer(DURATION));
      } else {
        Schema<Object> member = new Schema<>();
        boolean ratio = metric instanceof RatioMetric;
        member.addType(ratio ? "number" : "integer");
        member.setFormat(ratio ? "double" : "int64");
        if (metric.mayBeNull()) {
          member.addType("null");
        }
        member.setDescription(texts.getHelp(workload.schema(), metric.name()));
        members.put(metric.name(), member);
      }
    }
    return members;
  }

  /** Amounts of money: absent when the tenant has no prices. */
  private static Map<String, Schema<?>> describeAmounts(Workload workload) {
    Map<String, Schema<?>> members = new LinkedHashMap<>();
    for (CostMetric metric : CostMetric.listOf(workload)) {
      Schema<Object> member = new Schema<>();
      member.addType("string");
      member.addType("null");
      member.setDescription(
          "Money as decimal text; absent without a price list, null if no price is known.");
      members.put(metric.id(), member);
    }
    if (ReportedCost.isOf(workload)) {
      members.put(ReportedCost.NAME, refer("ReportedCost"));
    }
    return members;
  }

  private static void copy(Schema<?> from, String name, Schema<Object> to) {
    to.addProperty(name, (Schema<?>) from.getProperties().get(name));
  }

  private static Schema<?> createPage(Workload workload, Schema<?> page) {
    Schema<Object> own = createObject(page.getDescription());
    List<String> members = new ArrayList<>(COVERAGE);
    members.addAll(List.of("next", "totals"));
    members.forEach(name -> copy(page, name, own));
    Schema<Object> records = new Schema<>();
    records.addType("array");
    records.setItems(refer(nameRecord(workload)));
    own.addProperty("records", records);
    own.setRequired(page.getRequired());
    return own;
  }

  private static Schema<?> createRecord(RecordKind kind) {
    Schema<Object> schema = createObject("One record; null where a value was not reported.");
    for (Field field : kind.fields()) {
      schema.addProperty(field.name(), describe(field.type()));
    }
    RecordCost.fieldsOf(kind.workload())
        .forEach(name -> schema.addProperty(name, describe(FieldType.KEYWORD)));
    schema.setRequired(List.copyOf(schema.getProperties().keySet()));
    schema.addProperty(RecordLabels.FIELD, describeLabels());
    return schema;
  }

  private static Schema<?> describeLabels() {
    Schema<Object> labels = createObject("Names that the directory has; absent without any.");
    Schema<Object> label = new Schema<>();
    label.addType("string");
    labels.setAdditionalProperties(label);
    return labels;
  }

  private static Schema<?> describe(FieldType type) {
    Schema<Object> schema = new Schema<>();
    schema.addType(
        switch (type) {
          case KEYWORD, TEXT, IP, DATE -> "string";
          case LONG, INTEGER -> "integer";
          case DOUBLE -> "number";
          case BOOLEAN -> "boolean";
          case FLATTENED -> "object";
        });
    schema.addType("null");
    if (type == FieldType.DATE) {
      schema.setFormat("date-time");
    }
    return schema;
  }

  private static Schema<Object> createObject(String description) {
    Schema<Object> schema = new Schema<>();
    schema.addType("object");
    schema.setDescription(description);
    return schema;
  }
}
