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
 */
record SchemaAnswer(String language, List<Workload> workloads) {

  /**
   * One workload.
   *
   * @param id its name in paths
   * @param topic the Kafka topic from which events are read by default
   * @param defaultGroup the dimension by which answers are split when a request names none
   * @param metrics what requests may ask for in `metric`
   * @param dimensions what requests may filter or group by
   */
  record Workload(
      String id,
      String topic,
      String defaultGroup,
      List<Metric> metrics,
      List<Dimension> dimensions) {}

  /**
   * One metric.
   *
   * @param unit `count`, `tokens`, `ms`, `seconds`, `money`, `bytes` or `ratio`
   * @param addsUp whether the values of parts add up to the value of the whole
   * @param mayBeUnknown whether a range with usage may have no value
   * @param label its name for people
   * @param help one sentence that explains it
   */
  record Metric(
      String name, String unit, boolean addsUp, boolean mayBeUnknown, String label, String help) {}

  /**
   * One dimension.
   *
   * @param label its name for people
   * @param filter whether requests may filter by it
   * @param group whether requests may group by it
   * @param choices all values that it may have; absent when any text is allowed
   */
  record Dimension(
      String name,
      String label,
      boolean filter,
      boolean group,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Choice> choices) {}

  /**
   * One value of a dimension.
   *
   * @param label its name for people
   */
  record Choice(String value, String label) {}
}
