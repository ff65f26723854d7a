/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.hourly.HourText;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.privacy.DescriptiveText;
import io.tidemark.model.privacy.PrivacyOptions;

/** Writes the record of a run that has ended. */
public final class ComfyuiRecord {

  /** Outcome of a record that its run left behind when its end moved to another day. */
  public static final String SUPERSEDED = "superseded";

  private final PrivacyOptions privacy;
  private final JsonWriter json = new JsonWriter();

  public ComfyuiRecord(PrivacyOptions privacy) {
    this.privacy = privacy;
  }

  /** The document, as JSON. */
  public byte[] write(ComfyuiRun run, RunView view) {
    return write(run, view, view.outcome().id());
  }

  /**
   * The document of a run that was thought to have ended here, before its end became known and
   * moved its record to another day.
   */
  public byte[] writeSuperseded(ComfyuiRun run, RunView view) {
    return write(run, view, SUPERSEDED);
  }

  private byte[] write(ComfyuiRun run, RunView view, String outcome) {
    RunDetails details = run.details();
    json.beginObject();
    json.field("event_time", HourText.rfc3339(view.endedAt()));
    writeText("tenant_id", view.group().tenantId());
    writeText("project_id", view.group().projectId());
    writeText("user_id", view.group().userId());
    writeText("api_key_id", view.group().apiKeyId());
    writeText("workflow_id", view.group().workflowId());
    writeText("workflow_name", view.group().workflowName());
    writeText("source", view.group().source());
    writeText("task_id", details.taskId());
    json.field("outcome", outcome);
    writeTime("submitted_at", view.submittedAt());
    writeTime("started_at", view.startedAt());
    if (view.outcome() != RunOutcome.ABANDONED) {
      writeTime("finished_at", view.endedAt());
    }
    writeMillis("run_time_ms", view.runMillis());
    writeMillis("queue_time_ms", view.queueMillis());
    writeText("error_type", details.errorType());
    if (privacy.keeps(DescriptiveText.ERROR_MESSAGE)) {
      writeText("error_message", details.errorMessage());
    }
    writeText("node_id", details.nodeId());
    if (!details.context().isEmpty() && privacy.keeps(DescriptiveText.CONTEXT)) {
      json.beginObject("context");
      details.context().forEach(json::field);
      json.endObject();
    }
    json.endObject();
    return json.finish();
  }

  private void writeText(String name, String value) {
    if (value != null) {
      json.field(name, value);
    }
  }

  private void writeTime(String name, long value) {
    if (value != ComfyuiRun.UNKNOWN) {
      json.field(name, HourText.rfc3339(value));
    }
  }

  private void writeMillis(String name, long value) {
    if (value != ComfyuiRun.UNKNOWN) {
      json.field(name, value);
    }
  }
}
