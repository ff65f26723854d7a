/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.EmbeddedJson;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.parsing.Timestamps;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.Limits;
import java.util.HashMap;
import java.util.Map;

/**
 * Records of systems that write numbers as text, texts as numbers, a hyphen where there is nothing,
 * and an object as the text of it.
 */
abstract class LooseFormat extends ForeignFormat {

  /** The first of several addresses is that of the client. */
  static final Part FIRST_ADDRESS = LooseFormat::copyFirstAddress;

  final JsonSlots slots;

  private final JsonFields fields;
  private final String embeddedField;
  private final EmbeddedJson embedded = new EmbeddedJson();
  private final JsonReader unfolded = new JsonReader();

  /**
   * @param embeddedField a field with an object, or the text of one
   */
  LooseFormat(FormatOptions options, JsonFields fields, String embeddedField) {
    super(options);
    this.fields = fields;
    this.embeddedField = embeddedField;
    slots = new JsonSlots(fields);
  }

  /**
   * The parts of a record for dead letters.
   *
   * @param embeddedField the field with an object, or the text of one
   * @param special parts of fields other than identifiers
   */
  static Part createPart(JsonFields fields, String embeddedField, Map<String, Part> special) {
    String prefix = embeddedField + "/";
    Map<String, Part> record = new HashMap<>();
    Map<String, Part> embedded = new HashMap<>();
    for (int slot = 0; slot < fields.count(); slot++) {
      String path = fields.path(slot);
      Part part = special.getOrDefault(path, Parts.identifier());
      if (path.startsWith(prefix)) {
        embedded.put(path.substring(prefix.length()), part);
      } else {
        record.put(path, part);
      }
    }
    record.put("request_id", Parts.requestId());
    record.put("tenant_id", Parts.tenant(0));
    record.put(embeddedField, Parts.objectOrText(Parts.paths(embedded)));
    return Parts.object(record);
  }

  /** Fills the call from the slots; false if the record is no call of a model. */
  abstract boolean fill();

  @Override
  final void item(UsageFormat.Output<ModelCall> output) {
    read();
    if (fill()) {
      finish(output);
    }
  }

  private void read() {
    int start = json.position();
    json.skipValue();
    int end = json.position();
    json.moveTo(start);
    slots.read(json);
    byte[] row =
        embeddedField == null
            ? null
            : embedded.unfoldMember(items.source(), start, end, embeddedField);
    if (row != null) {
      unfolded.open(row);
      slots.read(unfolded);
    }
  }

  /** The slot of a field by its path. */
  final int slot(String path) {
    for (int slot = 0; slot < fields.count(); slot++) {
      if (fields.path(slot).equals(path)) {
        return slot;
      }
    }
    throw new IllegalArgumentException(path);
  }

  /** A text or number as text; null if there is nothing. */
  final String scalar(String path) {
    int slot = slot(path);
    boolean scalar =
        slots.is(slot, JsonType.TEXT)
            || slots.is(slot, JsonType.INTEGER)
            || slots.is(slot, JsonType.DECIMAL);
    if (!scalar) {
      return null;
    }
    String value = new String(slots.buffer(), slots.start(slot), slots.length(slot), UTF_8).strip();
    return value.isEmpty() || value.equals("-") ? null : value;
  }

  /** The time in a field, in milliseconds; unknown when there is none. */
  final long time(String path) {
    String value = scalar(path);
    if (value == null) {
      return UNKNOWN;
    }
    if (!JsonNumbers.isNumber(value)) {
      return time(slots, slot(path));
    }
    byte[] digits = value.getBytes(UTF_8);
    long time =
        JsonNumbers.isWhole(digits, 0, digits.length)
            ? Timestamps.ofInteger(readWhole(digits))
            : Timestamps.ofSeconds(digits, 0, digits.length);
    if (time == Timestamps.INVALID) {
      refuse(FieldRules.notATime(path));
    }
    return time;
  }

  /** Nanoseconds have more digits than are read: they are cut to microseconds. */
  private static long readWhole(byte[] digits) {
    long number = JsonNumbers.scaled(digits, 0, digits.length, 0);
    return number == JsonNumbers.OVERFLOW
        ? JsonNumbers.scaled(digits, 0, digits.length, -3)
        : number;
  }

  /** Sets an identifier from the first of these fields that has a value. */
  final void firstIdentifier(CallText text, String... paths) {
    for (String path : paths) {
      identifier(text, scalar(path), path);
    }
  }

  /** Sets a count from the first of these fields that has a value. */
  final void count(CallCount count, String... paths) {
    for (String path : paths) {
      if (call.count(count) == UNKNOWN) {
        count(count, path, 0);
      }
    }
  }

  /** As above, of a number times a power of ten. */
  final void count(CallCount count, String path, int power) {
    String value = scalar(path);
    if (value == null) {
      return;
    }
    long number = UNKNOWN;
    if (JsonNumbers.isNumber(value)) {
      byte[] digits = value.getBytes(UTF_8);
      number = JsonNumbers.scaled(digits, 0, digits.length, power);
      if (isUnmeasured(count, number)) {
        return;
      }
    }
    if (number < 0 || number > Limits.MAX_COUNT) {
      refuse(FieldRules.notACount(path));
    } else {
      call.count(count, number);
    }
  }

  /** Sets the address of the client. */
  final void address(String path) {
    String value = scalar(path);
    context(CallText.CLIENT_IP, value == null ? null : first(value));
  }

  private static String first(String addresses) {
    int comma = addresses.indexOf(',');
    return (comma < 0 ? addresses : addresses.substring(0, comma)).strip();
  }

  private static void copyFirstAddress(Excerpt excerpt) {
    JsonReader json = excerpt.reader();
    if (!json.readValue()) {
      return;
    }
    if (json.type() == JsonType.TEXT && json.length() > 1) {
      excerpt.text(excerpt.privacy().replayableAddress(first(json.text())));
    } else {
      excerpt.kindAtHand();
    }
  }
}
