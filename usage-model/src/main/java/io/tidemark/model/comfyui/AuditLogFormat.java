/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.CheckedFields;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.DescriptiveText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An audit log with one line per finished run: {@code timestamp} is its end, {@code
 * processing_time_sec} before that it began. The description of the task becomes its context. The
 * line names no tenant unless it has {@code tenant_id}: then the default tenant counts.
 */
public final class AuditLogFormat implements UsageFormat<ComfyuiStep> {

  private static final int TIMESTAMP = 0;
  private static final int REQUEST_ID = 1;
  private static final int USER_ID = 2;
  private static final int WORKFLOW = 3;
  private static final int PROCESSING_TIME = 4;
  private static final int STATUS = 5;
  private static final int TENANT_ID = 6;
  private static final int RESOLUTION = 7;
  private static final int TASK_TYPE = 8;
  private static final int ESTIMATED_TOKENS = 10;

  private static final JsonFields FIELDS =
      JsonFields.of(
          List.of(
              "timestamp",
              "request_id",
              "user_id",
              "workflow",
              "processing_time_sec",
              "status",
              "tenant_id",
              "input_resolution",
              "task_type",
              "model_used",
              "estimated_tokens"));
  private static final Part PART =
      Parts.fields(
          FIELDS,
          Map.of(
              "tenant_id", Parts.tenant(0),
              "input_resolution", context(Parts.tuple(Parts.identifier(), Parts.identifier())),
              "task_type", context(Parts.identifier()),
              "model_used", context(Parts.identifier()),
              "estimated_tokens", context(Parts.identifier())));

  private final JsonReader json = new JsonReader();
  private final DamagedItems line = new DamagedItems(List.of());
  private final JsonSlots slots = new JsonSlots(FIELDS);
  private final CheckedFields checked = new CheckedFields(slots);
  private String defaultTenant;

  /**
   * A reader of audit lines.
   *
   * @param defaultTenant the tenant of runs that name none; null refuses them
   */
  public AuditLogFormat(String defaultTenant) {
    this.defaultTenant = defaultTenant;
  }

  @Override
  public void parse(byte[] record, Output<ComfyuiStep> output) {
    if (record == null || record.length == 0) {
      output.reject(EMPTY);
      return;
    }
    if (!line.open(json, record)) {
      output.reject(json.failure());
      return;
    }
    if (!slots.read(json)) {
      output.reject(NOT_AN_OBJECT);
      return;
    }
    checked.begin();
    ComfyuiStep step = read();
    if (checked.problem() == null) {
      output.event(step);
    } else {
      output.reject(checked.problem());
    }
  }

  @Override
  public void setDefaultTenant(String tenant) {
    defaultTenant = tenant;
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.claimTenant(1, defaultTenant);
    excerpt.copyReplaced(record, PART);
  }

  private static Part context(Part part) {
    return Parts.unlessDropped(DescriptiveText.CONTEXT, part);
  }

  private ComfyuiStep read() {
    ComfyuiStep step = new ComfyuiStep();
    step.text(StepText.TASK_ID, readRequired(REQUEST_ID, null));
    step.text(StepText.TENANT_ID, readRequired(TENANT_ID, defaultTenant));
    step.text(StepText.USER_ID, readIdentifier(USER_ID));
    step.text(StepText.WORKFLOW_ID, readIdentifier(WORKFLOW));
    step.text(StepText.WORKFLOW_NAME, step.text(StepText.WORKFLOW_ID));
    step.text(StepText.SOURCE, RunSource.API.id());
    step.step = readOutcome();
    step.eventTime = checked.time(TIMESTAMP);
    if (step.eventTime == FieldRules.UNKNOWN) {
      checked.missing("timestamp");
    }
    step.finishedAt = step.eventTime;
    long millis =
        isBelowZero(PROCESSING_TIME) ? FieldRules.UNKNOWN : checked.scaled(PROCESSING_TIME, 3);
    if (millis != FieldRules.UNKNOWN && millis <= step.eventTime) {
      step.startedAt = step.eventTime - millis;
    }
    step.context = context();
    return step;
  }

  /** A clock that was set back does not cost the run: its duration is unknown. */
  private boolean isBelowZero(int slot) {
    boolean number = slots.is(slot, JsonType.INTEGER) || slots.is(slot, JsonType.DECIMAL);
    return number && slots.buffer()[slots.start(slot)] == '-';
  }

  private RunStep readOutcome() {
    String status = readIdentifier(STATUS);
    if (status == null) {
      checked.missing("status");
      return null;
    }
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "success", "succeeded", "completed" -> RunStep.SUCCEEDED;
      case "failed", "failure", "error" -> RunStep.FAILED;
      case "cancelled", "canceled", "interrupted" -> RunStep.CANCELLED;
      default -> {
        checked.refuse("status must be success, failed or cancelled");
        yield null;
      }
    };
  }

  private Map<String, String> context() {
    Map<String, String> context = new LinkedHashMap<>();
    for (int slot = TASK_TYPE; slot <= ESTIMATED_TOKENS; slot++) {
      boolean text = slots.is(slot, JsonType.TEXT);
      if (text || slots.is(slot, JsonType.INTEGER) || slots.is(slot, JsonType.DECIMAL)) {
        context.put(
            slots.path(slot),
            new String(slots.buffer(), slots.start(slot), checked.cutLength(slot), UTF_8));
      }
    }
    if (slots.is(RESOLUTION, JsonType.ARRAY)) {
      readResolution(context);
    }
    return context;
  }

  private void readResolution(Map<String, String> context) {
    json.moveTo(slots.start(RESOLUTION));
    json.enterArray();
    for (int i = 0; json.nextElement() && json.readValue(); i++) {
      if (i < 2 && FieldRules.isCount(json.type(), json.integer())) {
        context.put(i == 0 ? "input_width" : "input_height", Long.toString(json.integer()));
      }
    }
  }

  private String readRequired(int slot, String absent) {
    String value = readIdentifier(slot);
    if (value == null && absent == null) {
      checked.missing(slots.path(slot));
    }
    return value == null ? absent : value;
  }

  private String readIdentifier(int slot) {
    return checked.identifier(slot) ? slots.text(slot) : null;
  }
}
