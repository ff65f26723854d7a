/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import static io.tidemark.stack.imports.FieldKind.COUNT;
import static io.tidemark.stack.imports.FieldKind.FLAG;
import static io.tidemark.stack.imports.FieldKind.NUMBER;
import static io.tidemark.stack.imports.FieldKind.TEXT;
import static io.tidemark.stack.imports.FieldKind.TIME;

import io.tidemark.stack.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of native events by topic, with their JSON types, as far as a table can fill them.
 *
 * @param topic of the events
 * @param identity the field that tells an event from others; made from file and row when it is not
 *     mapped
 * @param required fields without which every event would be refused
 * @param kinds type of each field
 * @param freeObject name of the object that takes any key as text, written {@code name.key}
 */
record EventFields(
    String topic,
    String identity,
    List<String> required,
    Map<String, FieldKind> kinds,
    String freeObject) {

  private static final Map<String, EventFields> BY_TOPIC = new TreeMap<>();

  static {
    new Table("usage.model-calls", "request_id", "tags")
        .fields(TEXT, "request_id tenant_id model model_source project_id user_id user_type")
        .fields(TEXT, "api_key_id channel endpoint operation provider error_type client_ip")
        .fields(TEXT, "user_agent service_tier request_model reported_currency")
        .fields(NUMBER, "reported_cost")
        .fields(TIME, "event_time")
        .fields(COUNT, "status_code input_tokens cache_read_tokens cache_write_tokens")
        .fields(COUNT, "output_tokens reasoning_tokens audio_input_tokens total_tokens latency_ms")
        .fields(COUNT, "time_to_first_token_ms attempts cache_write_1h_tokens reported_cost_nanos")
        .fields(COUNT, "units.images units.audio_seconds units.video_seconds units.characters")
        .fields(COUNT, "units.pages units.searches")
        .fields(FLAG, "blocked")
        .require("event_time", "tenant_id", "model");
    new Table("usage.comfyui-tasks", "task_id", "context")
        .fields(TEXT, "task_id event tenant_id user_id api_key_id workflow_id workflow_name source")
        .fields(TEXT, "error_type error_message node_id project_id")
        .fields(TIME, "event_time submitted_at started_at finished_at")
        .require("event_time", "tenant_id", "event");
    new Table("usage.training-jobs", "job_id", "")
        .fields(TEXT, "job_id event tenant_id user_id base_model method project_id")
        .fields(COUNT, "trained_tokens")
        .fields(TIME, "event_time started_at finished_at")
        .require("event_time", "tenant_id", "event");
    new Table("usage.coding-agents", "measurement_id", "")
        .fields(TEXT, "measurement_id tenant_id user_id agent session_id metric")
        .fields(TEXT, "project_id model service_tier")
        .fields(NUMBER, "value")
        .fields(TIME, "event_time")
        .require("event_time", "tenant_id", "metric", "value");
    new Table("usage.image-jobs", "job_id", "")
        .fields(TEXT, "job_id tenant_id project_id user_id api_key_id model status")
        .fields(COUNT, "images width height steps run_time_ms")
        .fields(TIME, "event_time")
        .require("event_time", "tenant_id");
  }

  /**
   * The fields of a topic.
   *
   * @throws StackException for a topic that takes no events
   */
  static EventFields of(String topic) {
    EventFields fields = BY_TOPIC.get(topic);
    if (fields == null) {
      throw new StackException(
          "cannot import into '%s': choose one of %s"
              .formatted(topic, String.join(", ", BY_TOPIC.keySet())));
    }
    return fields;
  }

  /**
   * The type of a field.
   *
   * @throws StackException for a field that events of this topic do not have
   */
  FieldKind kind(String field) {
    if (!freeObject.isEmpty() && field.startsWith(freeObject + ".")) {
      return TEXT;
    }
    FieldKind kind = kinds.get(field);
    if (kind == null) {
      throw new StackException(
          "events of %s have no field '%s': choose of %s"
              .formatted(topic, field, String.join(", ", kinds.keySet())));
    }
    return kind;
  }

  /** Collects one topic's fields. */
  private static final class Table {

    private final String topic;
    private final String identity;
    private final String freeObject;
    private final Map<String, FieldKind> kinds = new TreeMap<>();

    Table(String topic, String identity, String freeObject) {
      this.topic = topic;
      this.identity = identity;
      this.freeObject = freeObject;
    }

    Table fields(FieldKind kind, String names) {
      for (String name : names.split(" ", -1)) {
        kinds.put(name, kind);
      }
      return this;
    }

    void require(String... required) {
      List<String> names = new ArrayList<>(List.of(required));
      BY_TOPIC.put(topic, new EventFields(topic, identity, names, kinds, freeObject));
    }
  }
}
