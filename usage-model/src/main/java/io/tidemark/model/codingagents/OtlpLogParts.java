/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.Map;

/** The parts of OTLP logs that are read, and the log record that is being read. */
final class OtlpLogParts extends OtlpParts {

  private final Part log;
  private final Part record;

  // The place that is being read; an end is 0 before the first log record.
  private int logStart;
  private int logEnd;

  OtlpLogParts(JsonFields logFields, String tenantAttribute) {
    super("resourceLogs", "scopeLogs", "logRecords", AgentLog.attributes(), tenantAttribute);
    log = Parts.fields(logFields, Map.of("attributes", attributes, "body/stringValue", nameOnly()));
    record = createRecord(log);
  }

  /** The body names the event, or holds anything: only a name of an event is copied. */
  private static Part nameOnly() {
    return excerpt -> {
      if (!excerpt.reader().readValue()) {
        return;
      }
      String text = excerpt.reader().text();
      boolean known = false;
      for (AgentLog kind : AgentLog.values()) {
        known |= kind.eventName.equals(text);
      }
      if (known) {
        excerpt.text(text);
      } else {
        excerpt.kindAtHand();
      }
    };
  }

  @Override
  Part record() {
    return record;
  }

  @Override
  Part damagedItem() {
    return log;
  }

  /** Notes where the log record stands that is being read. */
  void atLog(int start, int end) {
    logStart = start;
    logEnd = end;
  }

  @Override
  void forgetItem() {
    logEnd = 0;
  }

  @Override
  boolean isBeforeItems() {
    return logEnd == 0;
  }

  @Override
  void copyItem(byte[] source, Excerpt excerpt) {
    excerpt.copy(source, logStart, logEnd, log);
  }
}
