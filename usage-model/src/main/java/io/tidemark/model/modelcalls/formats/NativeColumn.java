/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.privacy.DescriptiveText;
import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.InputType;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One name under which a field of a native call may come. */
final class NativeColumn {

  static final String TAGS = "tags";
  static final String UNITS = "units";
  static final int MAX_TAGS = (int) WorkloadSchemas.MODEL_CALLS.getInput(TAGS).limit();

  private static final List<InputField> FIELDS = WorkloadSchemas.MODEL_CALLS.inputFields();

  final InputField field;
  // Copies from the field, because they are looked at for every value.
  final InputType type;
  final long limit;
  final CallText text;
  final CallCount count;
  final String name;
  final long bit;
  final long betterNames;
  final byte[][] choices;

  private NativeColumn(InputField field, String name, int index, long betterNames) {
    this.field = field;
    type = field.type();
    limit = field.limit();
    text = type.isText() ? CallText.named(field.name()) : null;
    count = type == InputType.COUNT ? CallCount.named(field.name()) : null;
    this.name = name;
    this.bit = 1L << index;
    this.betterNames = betterNames;
    choices = field.choices().stream().map(c -> c.getBytes(US_ASCII)).toArray(byte[][]::new);
  }

  boolean offers(JsonReader json) {
    int start = json.start();
    int end = start + json.length();
    for (byte[] choice : choices) {
      if (Arrays.equals(json.buffer(), start, end, choice, 0, choice.length)) {
        return true;
      }
    }
    return false;
  }

  void forget(ModelCall call) {
    switch (type) {
      case IDENTIFIER, LONG_IDENTIFIER, TEXT, CHOICE -> call.text(text, 0, 0);
      case COUNT -> call.count(count, ModelCall.UNKNOWN);
      case TIME -> call.eventTime(ModelCall.UNKNOWN);
      case STATUS_CODE -> call.statusCode((int) ModelCall.UNKNOWN);
      case BOOLEAN -> call.blocked(false);
      case OBJECT, NUMBER -> {} // Read at the end only, if given still.
    }
  }

  /** Parts of a record for dead letters, by the names and aliases of the fields. */
  static Map<String, Part> createParts() {
    Map<String, Part> parts = new HashMap<>();
    for (InputField field : FIELDS) {
      Part part = createPart(field);
      field.names().forEach(name -> parts.put(name, part));
    }
    return parts;
  }

  private static Part createPart(InputField field) {
    return switch (field.name()) {
      case "request_id" -> Parts.requestId();
      case "tenant_id" -> Parts.tenant(0);
      case "client_ip" -> Parts.address();
      case "user_agent" -> UserAgentPart.INSTANCE;
      case TAGS -> Parts.unlessDropped(DescriptiveText.TAGS, Parts.entries(MAX_TAGS));
      case UNITS -> Parts.entries(CallUnits.count() + 1);
      default -> Parts.identifier();
    };
  }

  /** Columns of all names; those of a field follow each other, its own name first. */
  static NativeColumn[] createColumns() {
    List<NativeColumn> columns = new ArrayList<>();
    for (InputField field : FIELDS) {
      long better = 0;
      for (String name : field.names()) {
        NativeColumn column = new NativeColumn(field, name, columns.size(), better);
        columns.add(column);
        better |= column.bit;
      }
    }
    return columns.toArray(NativeColumn[]::new);
  }
}
