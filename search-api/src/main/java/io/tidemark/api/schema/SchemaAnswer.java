/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The metrics and dimensions of every workload, with labels in one language.
 *
 * @param language the language of labels and explanations
 * @param retention how many days are kept
 * @param logLink the address of the logs of a record, with the names of its fields in braces;
 *     absent when the operator names none
 */
record SchemaAnswer(
    String language,
    Retention retention,
    @JsonInclude(JsonInclude.Include.NON_NULL) String logLink,
    List<Workload> workloads) {

  /**
   * How many days documents are kept, today included.
   *
   * @param hours of hourly documents
   * @param days of daily documents
   * @param records of records of calls and runs
   * @param deadLetters of rejected records
   */
  record Retention(int hours, int days, int records, int deadLetters) {}

  /**
   * One workload.
   *
   * @param id its name in paths
   * @param label its name for people
   * @param topic the Kafka topic from which events are read by default
   * @param defaultGroup the dimension by which answers are split when a request names none
   * @param metrics what requests may ask for in `metric`
   * @param costMetrics the same of money, by the prices of the tenant; absent without any
   * @param dimensions what requests may filter or group by
   * @param recordFields the fields of single records that are not dimensions; absent without
   *     records
   * @param recordId the field that identifies a record; absent without records
   */
  record Workload(
      String id,
      String label,
      String topic,
      String defaultGroup,
      List<Metric> metrics,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CostMetric> costMetrics,
      List<Dimension> dimensions,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RecordField> recordFields,
      @JsonInclude(JsonInclude.Include.NON_NULL) String recordId) {}

  /**
   * One metric.
   *
   * @param unit `count`, `tokens`, `ms`, `seconds`, `money`, `bytes` or `ratio`
   * @param addsUp whether the values of parts add up to the value of the whole
   * @param mayBeUnknown whether a range with usage may have no value
   * @param distinctOf the field whose distinct values it counts; absent for other metrics
   * @param label its name for people
   * @param help one sentence that explains it
   */
  record Metric(
      String name,
      String unit,
      boolean addsUp,
      boolean mayBeUnknown,
      @JsonInclude(JsonInclude.Include.NON_NULL) String distinctOf,
      String label,
      String help) {}

  /**
   * One metric of money.
   *
   * @param addsUp whether the values of parts add up to the value of the whole
   */
  record CostMetric(String name, boolean addsUp) {}

  /**
   * One dimension.
   *
   * @param label its name for people
   * @param filter whether requests may filter by it
   * @param group whether requests may group by it
   * @param labelledBy the dimension that holds display names of its values; absent for most
   * @param choices all values that it may have; absent when any text is allowed
   */
  record Dimension(
      String name,
      String label,
      boolean filter,
      boolean group,
      @JsonInclude(JsonInclude.Include.NON_NULL) String labelledBy,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Choice> choices) {}

  /**
   * One field of single records.
   *
   * @param label its name for people
   * @param type `text`, `time`, `number`, `boolean` or `object`
   * @param unit the unit of a number, as for metrics; absent for codes and other types
   * @param choices all values that it may have; absent when others are allowed
   */
  record RecordField(
      String name,
      String label,
      String type,
      @JsonInclude(JsonInclude.Include.NON_NULL) String unit,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Choice> choices) {}

  /**
   * One value of a dimension or field.
   *
   * @param label its name for people
   */
  record Choice(String value, String label) {}
}
