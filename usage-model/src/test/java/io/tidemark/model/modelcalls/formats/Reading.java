/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.UsageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The result of reading one record, copied out of the reused event. */
record Reading(List<Map<String, Object>> calls, List<String> rejections) {

  static Reading of(UsageFormat<ModelCall> format, String record) {
    return of(format, record.getBytes(UTF_8));
  }

  static Reading of(UsageFormat<ModelCall> format, byte[] record) {
    Reading reading = new Reading(new ArrayList<>(), new ArrayList<>());
    format.parse(record, reading.output());
    return reading;
  }

  /** The same for a record that is among other bytes. */
  static Reading inPlace(UsageFormat<ModelCall> format, byte[] record) {
    byte[] bytes = ("{},[" + "\0".repeat(record.length) + "],{}").getBytes(UTF_8);
    System.arraycopy(record, 0, bytes, 4, record.length);
    Reading reading = new Reading(new ArrayList<>(), new ArrayList<>());
    format.parse(bytes, 4, 4 + record.length, reading.output());
    return reading;
  }

  private UsageFormat.Output<ModelCall> output() {
    return new UsageFormat.Output<>() {
      @Override
      public void event(ModelCall call) {
        calls.add(fields(call));
      }

      @Override
      public void reject(String message) {
        rejections.add(message);
      }
    };
  }

  /** The one call of the record. */
  Map<String, Object> call() {
    if (calls.size() != 1 || !rejections.isEmpty()) {
      throw new AssertionError("Expected one call, got " + this);
    }
    return calls.get(0);
  }

  /** The one rejection of the record. */
  String rejection() {
    if (rejections.size() != 1 || !calls.isEmpty()) {
      throw new AssertionError("Expected one rejection, got " + this);
    }
    return rejections.get(0);
  }

  /** All that is known of a call; what is unknown has no entry. */
  static Map<String, Object> fields(ModelCall call) {
    Map<String, Object> fields = new TreeMap<>();
    for (CallText text : CallText.listAll()) {
      if (call.has(text)) {
        fields.put(text.fieldName(), call.text(text));
      }
    }
    for (CallCount count : CallCount.listAll()) {
      if (call.count(count) != ModelCall.UNKNOWN) {
        fields.put(count.fieldName(), call.count(count));
      }
    }
    fields.put("event_time", call.eventTime());
    if (call.statusCode() != ModelCall.UNKNOWN) {
      fields.put("status_code", call.statusCode());
    }
    if (call.blocked()) {
      fields.put("blocked", true);
    }
    if (call.inconsistent()) {
      fields.put("inconsistent", true);
    }
    if (!call.tags().isEmpty()) {
      fields.put("tags", Map.copyOf(call.tags()));
    }
    return fields;
  }
}
