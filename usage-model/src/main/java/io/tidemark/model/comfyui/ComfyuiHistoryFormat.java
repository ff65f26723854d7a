/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Timestamps;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.parsing.Utf8;
import io.tidemark.model.schema.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer of ComfyUI's {@code /history/{prompt_id}}: finished runs by their prompt id. How a run
 * ended follows from the last of its messages, because an interrupted run has the status {@code
 * error} like a failed one. The server knows no tenant and mostly no user: a collector may add
 * {@code tenant_id} and {@code user_id} to the entry, else the default tenant counts. Prompts,
 * inputs of nodes and keys in the extra data are never looked at.
 */
public final class ComfyuiHistoryFormat implements UsageFormat<ComfyuiStep> {

  private static final int PROMPT = 0;
  private static final int MESSAGES = 1;
  private static final int TENANT_ID = 2;
  private static final int USER_ID = 3;
  private static final int PROJECT_ID = 4;
  private static final int API_KEY_ID = 5;
  private static final int CONTEXT = 6;
  private static final int EXTRA_DATA = 3;
  private static final int CREATE_TIME = 0;
  private static final int USAGE_SOURCE = 1;
  private static final int WORKFLOW = 2;
  private static final int TIMESTAMP = 0;
  private static final int EXCEPTION_TYPE = 1;
  private static final int EXCEPTION_MESSAGE = 2;
  private static final int NODE_ID = 3;

  private final JsonReader json = new JsonReader();
  private final DamagedItems items = DamagedItems.ofMembers();
  private final JsonSlots entry = new JsonSlots(HistoryParts.ENTRY);
  private final JsonSlots extra = new JsonSlots(HistoryParts.EXTRA);
  private final JsonSlots workflow = new JsonSlots(HistoryParts.WORKFLOW);
  private final JsonSlots message = new JsonSlots(HistoryParts.MESSAGE);
  private String defaultTenant;
  private String problem;

  // Where the entry stands that is being read; its end is 0 before the first.
  private int nameStart;
  private int entryStart;
  private int entryEnd;

  /**
   * A reader of history entries.
   *
   * @param defaultTenant the tenant of runs that name none; null refuses them
   */
  public ComfyuiHistoryFormat(String defaultTenant) {
    this.defaultTenant = defaultTenant;
  }

  @Override
  public void parse(byte[] record, Output<ComfyuiStep> output) {
    entryEnd = 0;
    if (record == null || record.length == 0) {
      output.reject(EMPTY);
      return;
    }
    if (!items.open(json, record)) {
      output.reject(json.failure());
      return;
    }
    if (!json.enterObject()) {
      output.reject(NOT_AN_OBJECT);
      return;
    }
    while (json.nextField()) {
      String taskId = json.text();
      nameStart = json.start();
      entryStart = json.position();
      json.skipValue();
      int next = json.position();
      entryEnd = items.endOf(entryStart, next);
      json.moveTo(entryStart);
      readEntry(taskId, output);
      json.continueAt(next);
    }
  }

  @Override
  public void setDefaultTenant(String tenant) {
    defaultTenant = tenant;
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.claimTenant(1, defaultTenant);
    excerpt.copyReplaced(record, HistoryParts.RECORD);
  }

  @Override
  public void copyEvent(byte[] record, Excerpt excerpt) {
    if (entryEnd == 0) {
      copyRecord(record, excerpt);
      return;
    }
    excerpt.claimTenant(1, defaultTenant);
    excerpt.raw("{");
    excerpt.textOf(items.source(), nameStart, Limits.MAX_TEXT_CHARACTERS + 1);
    excerpt.raw(":");
    excerpt.copy(items.source(), entryStart, entryEnd, HistoryParts.ENTRY_PART);
    excerpt.raw("}");
  }

  private void readEntry(String taskId, Output<ComfyuiStep> output) {
    problem = null;
    ComfyuiStep step = new ComfyuiStep();
    step.text(StepText.TASK_ID, taskId);
    if (taskId == null || taskId.isEmpty() || taskId.length() > Limits.MAX_TEXT_CHARACTERS) {
      problem = "the prompt id must be text of 1 to " + Limits.MAX_TEXT_CHARACTERS + " characters";
    } else if (!entry.read(json)) {
      String damage = items.failureAt(entryStart);
      problem = damage == null ? "the entry must be an object" : damage;
    } else {
      read(step);
    }
    if (problem == null) {
      output.event(step);
    } else {
      output.reject(problem);
    }
  }

  private void read(ComfyuiStep step) {
    String tenant = shortText(entry, TENANT_ID);
    step.text(StepText.TENANT_ID, tenant == null ? defaultTenant : tenant);
    step.text(StepText.PROJECT_ID, shortText(entry, PROJECT_ID));
    step.text(StepText.USER_ID, shortText(entry, USER_ID));
    step.text(StepText.API_KEY_ID, shortText(entry, API_KEY_ID));
    step.text(StepText.SOURCE, RunSource.API.id());
    if (entry.is(PROMPT, JsonType.ARRAY)) {
      readPrompt(entry.start(PROMPT), step);
    }
    if (entry.is(MESSAGES, JsonType.ARRAY)) {
      readMessages(entry.start(MESSAGES), step);
    }
    if (entry.is(CONTEXT, JsonType.OBJECT)) {
      step.context = readContext(entry.start(CONTEXT));
    }
    if (step.text(StepText.TENANT_ID) == null) {
      refuse(FieldRules.missing("tenant_id"));
    }
    if (step.step == null) {
      refuse("status/messages must have the end of the run");
    }
  }

  private void readPrompt(int start, ComfyuiStep step) {
    json.moveTo(start);
    json.enterArray();
    int extraStart = -1;
    for (int i = 0; json.nextElement(); i++) {
      extraStart = i == EXTRA_DATA ? json.position() : extraStart;
      json.skipValue();
    }
    if (extraStart < 0) {
      return;
    }
    json.moveTo(extraStart);
    if (!extra.read(json)) {
      return;
    }
    step.submittedAt = readTime(extra, CREATE_TIME);
    step.text(StepText.SOURCE, readSource().id());
    if (extra.is(WORKFLOW, JsonType.OBJECT)) {
      json.moveTo(extra.start(WORKFLOW));
      workflow.read(json);
      step.text(StepText.WORKFLOW_ID, shortText(workflow, 0));
    }
  }

  /** Only the page sends a workflow; newer servers name the source. */
  private RunSource readSource() {
    String named = extra.text(USAGE_SOURCE);
    boolean unnamed = named == null || named.isEmpty();
    boolean web = unnamed ? extra.has(WORKFLOW) : named.equals("comfyui-frontend");
    return web ? RunSource.WEB : RunSource.API;
  }

  private void readMessages(int start, ComfyuiStep step) {
    json.moveTo(start);
    json.enterArray();
    while (json.nextElement()) {
      if (!json.enterArray()) {
        json.skipValue();
        continue;
      }
      readMessage(step);
    }
  }

  /** One message: its name, then its data. */
  private void readMessage(ComfyuiStep step) {
    String name = null;
    boolean data = false;
    for (int i = 0; json.nextElement(); i++) {
      if (i == 0 && json.readValue()) {
        name = json.text();
      } else if (i == 1 && message.read(json)) {
        data = true;
      } else if (i > 0) {
        json.skipValue();
      }
    }
    if (name == null || !data) {
      return;
    }
    switch (name) {
      case "execution_start" -> step.startedAt = readTime(message, TIMESTAMP);
      case "execution_success" -> readEnd(step, RunStep.SUCCEEDED);
      case "execution_interrupted" -> readEnd(step, RunStep.CANCELLED);
      case "execution_error" -> {
        readEnd(step, RunStep.FAILED);
        step.text(StepText.ERROR_TYPE, cut(EXCEPTION_TYPE, Limits.MAX_TEXT_CHARACTERS));
        step.text(StepText.ERROR_MESSAGE, cut(EXCEPTION_MESSAGE, Limits.MAX_MESSAGE_CHARACTERS));
        step.text(StepText.NODE_ID, cut(NODE_ID, Limits.MAX_TEXT_CHARACTERS));
      }
      default -> {} // An event of a node is no step of the run.
    }
  }

  /** The last end counts: a failure in the graph can occur together with a success. */
  private void readEnd(ComfyuiStep step, RunStep how) {
    long time = readTime(message, TIMESTAMP);
    if (time == FieldRules.UNKNOWN) {
      refuse(FieldRules.missing("timestamp"));
    }
    step.step = how;
    step.eventTime = time;
    step.finishedAt = time;
    step.text(StepText.ERROR_TYPE, null);
    step.text(StepText.ERROR_MESSAGE, null);
    step.text(StepText.NODE_ID, null);
    step.context = Map.of();
  }

  /** Texts, numbers and truth values, all as text; whatever is nested is left out. */
  private Map<String, String> readContext(int start) {
    Map<String, String> entries = new LinkedHashMap<>();
    json.moveTo(start);
    json.enterObject();
    while (json.nextField()) {
      String name = cutValue();
      json.readValue();
      String value = cutValue();
      if (name != null && value != null && entries.size() < Limits.MAX_ENTRIES) {
        entries.put(name, value);
      }
    }
    return entries;
  }

  /** Search indices keep no zero character in the name of an entry, so none is taken. */
  private String cutValue() {
    boolean scalar =
        switch (json.type()) {
          case JsonType.TEXT, JsonType.INTEGER, JsonType.DECIMAL, JsonType.TRUE, JsonType.FALSE ->
              json.length() > 0;
          default -> false;
        };
    if (!scalar) {
      return null;
    }
    int length = Utf8.cut(json.buffer(), json.start(), json.length(), Limits.MAX_TEXT_CHARACTERS);
    String text = new String(json.buffer(), json.start(), length, UTF_8);
    return text.indexOf(0) < 0 ? text : null;
  }

  private String cut(int slot, int characters) {
    if (!message.is(slot, JsonType.TEXT) || message.length(slot) == 0) {
      return null;
    }
    int start = message.start(slot);
    int length = Utf8.cut(message.buffer(), start, message.length(slot), characters);
    return new String(message.buffer(), start, length, UTF_8);
  }

  private String shortText(JsonSlots slots, int slot) {
    String value = slots.text(slot);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (!FieldRules.isShort(slots.buffer(), slots.start(slot), slots.length(slot))) {
      refuse(FieldRules.tooLong(slots.path(slot)));
    }
    return value;
  }

  private long readTime(JsonSlots slots, int slot) {
    if (!slots.has(slot)) {
      return FieldRules.UNKNOWN;
    }
    long time = FieldRules.time(slots, slot);
    if (time == Timestamps.INVALID) {
      refuse(FieldRules.notATime(slots.path(slot)));
    }
    return time;
  }

  private void refuse(String what) {
    if (problem == null) {
      problem = what;
    }
  }
}
