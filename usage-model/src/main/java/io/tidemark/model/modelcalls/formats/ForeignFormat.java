/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.DamagedItems;
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
import io.tidemark.model.parsing.Utf8;
import io.tidemark.model.schema.Limits;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * Reads the records of other systems: an object, or an array of them as batching exporters write.
 * The whole record is checked before its first call is handed on; a damaged item of it does not
 * cost the others. Only what a format names is kept; prompts and answers are never looked at.
 */
abstract class ForeignFormat implements UsageFormat<ModelCall> {

  static final int DEFAULT_TENANT_RANK = 1;

  /** In place of the end of an item without any bytes. */
  private static final int EMPTY_ITEM = -1;

  final JsonReader json = new JsonReader();
  final ModelCall call = new ModelCall();
  FormatOptions options;

  /** Whether the source leaves cached tokens out of the input of the call. */
  boolean cacheOutside;

  /** The record and the damaged items of it. */
  final DamagedItems items;

  private String problem;

  // Where the item stands that is being read; its end is 0 before the first.
  private int itemStart;
  private int itemEnd;

  ForeignFormat(FormatOptions options) {
    this(options, List.of());
  }

  /**
   * @param path the arrays through which items are reached from an envelope, for {@link
   *     DamagedItems}
   */
  ForeignFormat(FormatOptions options, List<String> path) {
    this.options = options;
    items = new DamagedItems(path);
  }

  /** Reads the object at which the reader stands, which is known to be valid JSON. */
  abstract void item(Output<ModelCall> output);

  /** The names of required fields in the item that was read last. */
  RequiredFields required() {
    return RequiredFields.NATIVE;
  }

  /** The parts of an item that are read. The default tenant has the rank 1 among its claims. */
  abstract Part part();

  @Override
  public final void setDefaultTenant(String tenant) {
    if (!Objects.equals(tenant, options.defaultTenant())) {
      options = options.withDefaultTenant(tenant);
    }
  }

  @Override
  public final void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.claimTenant(DEFAULT_TENANT_RANK, options.defaultTenant());
    excerpt.copyReplaced(record, Parts.oneOrMany(part()));
  }

  @Override
  public final void copyEvent(byte[] record, Excerpt excerpt) {
    if (itemEnd == 0) {
      copyRecord(record, excerpt);
      return;
    }
    excerpt.claimTenant(DEFAULT_TENANT_RANK, options.defaultTenant());
    if (itemEnd == EMPTY_ITEM) {
      excerpt.raw("null");
    } else {
      copyItem(items.source(), itemStart, itemEnd, excerpt);
    }
  }

  /** Copies the item that is being read. */
  void copyItem(byte[] source, int start, int end, Excerpt excerpt) {
    excerpt.copy(source, start, end, part());
  }

  @Override
  public final void parse(byte[] record, Output<ModelCall> output) {
    itemEnd = 0;
    if (record == null || record.length == 0) {
      output.reject(EMPTY);
      return;
    }
    if (!items.open(json, record)) {
      output.reject(json.failure());
      return;
    }
    int start = json.position();
    if (json.enterArray()) {
      readArray(output);
    } else {
      json.skipValue();
      readItem(start, json.position(), output);
    }
    itemEnd = items.emptyItems() > 0 ? EMPTY_ITEM : itemEnd;
    for (int i = 0; i < items.emptyItems(); i++) {
      output.reject(NOT_AN_OBJECT);
    }
  }

  private void readArray(Output<ModelCall> output) {
    while (json.nextElement()) {
      int element = json.position();
      json.skipValue();
      int next = json.position();
      readItem(element, next, output);
      json.continueAt(next);
    }
  }

  private void readItem(int start, int end, Output<ModelCall> output) {
    itemStart = start;
    itemEnd = items.endOf(start, end);
    if (json.buffer()[start] != '{') {
      String damage = items.failureAt(start);
      output.reject(damage == null ? NOT_AN_OBJECT : damage);
      return;
    }
    json.moveTo(start);
    begin();
    item(output);
  }

  /** Begins a call. */
  final void begin() {
    call.clear();
    cacheOutside = false;
    problem = null;
  }

  /** Notes a problem, unless there is one already. */
  final void refuse(String what) {
    if (problem == null) {
      problem = what;
    }
  }

  /** Fills what every call has, and hands the call on, or its first problem. */
  final void finish(Output<ModelCall> output) {
    if (!call.has(CallText.TENANT_ID) && options.defaultTenant() != null) {
      call.text(CallText.TENANT_ID, options.defaultTenant());
    }
    if (call.has(CallText.USER_AGENT) && !call.has(CallText.CLIENT)) {
      int start = call.offset(CallText.USER_AGENT);
      call.text(
          CallText.CLIENT,
          ClientFamily.of(call.buffer(), start, call.length(CallText.USER_AGENT)).id());
    }
    Defaults.fillDefaults(call);
    ServiceTiers.completeTier(call);
    StatusCodes.completeError(call);
    TokenReading.apply(call, cacheOutside);
    refuse(required().findProblem(call));
    if (problem == null) {
      output.event(call);
    } else {
      output.reject(problem);
    }
  }

  /** Sets an identifier, unless it is absent, empty, or set already. */
  final void identifier(CallText text, JsonSlots slots, int slot) {
    identifier(text, text(slots, slot), slots.path(slot));
  }

  /** As above, from a text that comes from the field {@code name}. */
  final void identifier(CallText text, String value, String name) {
    if (value == null || value.isEmpty() || call.has(text)) {
      return;
    }
    if (text.equals(CallText.REQUEST_ID)) {
      requestId(value, name);
    } else if (value.codePointCount(0, value.length()) > Limits.MAX_TEXT_CHARACTERS) {
      refuse(FieldRules.tooLong(name));
    } else {
      call.text(text, value);
    }
  }

  private void requestId(String value, String name) {
    if (value.getBytes(UTF_8).length > Limits.MAX_ID_BYTES) {
      refuse(FieldRules.tooLongId(name));
    } else {
      call.text(CallText.REQUEST_ID, value);
    }
  }

  /** Sets a text that is cut when it is long, unless it is absent, empty, or set already. */
  final void context(CallText text, String value) {
    if (value != null && !value.isEmpty() && !call.has(text)) {
      call.text(text, cut(value));
    }
  }

  /** Sets a count, unless it is absent or set already. */
  final void count(CallCount count, JsonSlots slots, int slot) {
    if (!slots.has(slot) || call.count(count) != ModelCall.UNKNOWN) {
      return;
    }
    long number = integer(slots, slot);
    if (FieldRules.isCount(JsonType.INTEGER, number)) {
      call.count(count, number);
    } else if (!isUnmeasured(count, number)) {
      refuse(FieldRules.notACount(slots.path(slot)));
    }
  }

  /**
   * The integer in a slot, which tools that know doubles alone write as {@code 12.0}; {@link
   * JsonNumbers#OVERFLOW} if it is none.
   */
  static long integer(JsonSlots slots, int slot) {
    if (slots.is(slot, JsonType.INTEGER)) {
      return slots.integer(slot);
    }
    boolean whole =
        slots.is(slot, JsonType.DECIMAL)
            && JsonNumbers.isWhole(slots.buffer(), slots.start(slot), slots.length(slot));
    return whole
        ? JsonNumbers.scaled(slots.buffer(), slots.start(slot), slots.length(slot), 0)
        : JsonNumbers.OVERFLOW;
  }

  /** Sources write durations below 0 where nothing was measured, or when a clock was set back. */
  static boolean isUnmeasured(CallCount count, long number) {
    return number < 0
        && number != JsonNumbers.OVERFLOW
        && (count.equals(CallCount.LATENCY_MS) || count.equals(CallCount.TIME_TO_FIRST_TOKEN_MS));
  }

  /** Labels the call with a value, when there is one: text, number, true, false, or JSON. */
  final void tag(String name, JsonSlots slots, int slot) {
    String value = slots.has(slot) ? raw(slots, slot) : null;
    tag(name, value);
  }

  /** As above. */
  final void tag(String name, String value) {
    if (value != null && !value.isEmpty() && call.tags().size() < Limits.MAX_FOREIGN_TAGS) {
      call.tags().put(name, cut(value));
    }
  }

  /** The text in a slot, or null; anything else is a problem. */
  final String text(JsonSlots slots, int slot) {
    if (!slots.has(slot)) {
      return null;
    }
    if (slots.type(slot) != JsonType.TEXT) {
      refuse(FieldRules.notText(slots.path(slot)));
    }
    return slots.text(slot);
  }

  /** The value in a slot as it appears in the record. */
  static String raw(JsonSlots slots, int slot) {
    int length =
        Utf8.cut(slots.buffer(), slots.start(slot), slots.length(slot), Limits.MAX_TEXT_CHARACTERS);
    return new String(slots.buffer(), slots.start(slot), length, UTF_8);
  }

  /** A time in milliseconds; text without an offset is UTC. Unknown when absent. */
  final long time(JsonSlots slots, int slot) {
    return time(slots, slot, ZoneOffset.UTC);
  }

  /** As above; a time without an offset is taken in that zone. */
  final long time(JsonSlots slots, int slot, ZoneId zone) {
    if (!slots.has(slot)) {
      return ModelCall.UNKNOWN;
    }
    byte[] source = slots.buffer();
    int start = slots.start(slot);
    long time =
        switch (slots.type(slot)) {
          case JsonType.TEXT -> Timestamps.ofTextInZone(source, start, slots.length(slot), zone);
          case JsonType.INTEGER -> Timestamps.ofInteger(slots.integer(slot));
          case JsonType.DECIMAL -> Timestamps.ofSeconds(source, start, slots.length(slot));
          default -> Timestamps.INVALID;
        };
    if (time == Timestamps.INVALID) {
      refuse(FieldRules.notATime(slots.path(slot)));
    }
    return time;
  }

  /**
   * Sets the cost that the source computed, unless it is absent, set already, or no amount: a cost
   * that cannot be right does not cost the call.
   */
  final void reportedCost(JsonSlots slots, int slot, String currency) {
    if (slots.is(slot, JsonType.INTEGER)
        || slots.is(slot, JsonType.DECIMAL)
        || slots.is(slot, JsonType.TEXT)) {
      reportedCost(raw(slots, slot), currency);
    }
  }

  /** As above. */
  final void reportedCost(String amount, String currency) {
    ReportedCosts.setCost(call, amount, currency);
  }

  /** Sets the time between the ends of a call, unless one of them cannot be right. */
  final void latency(long millis) {
    if (millis <= Limits.MAX_COUNT) {
      call.count(CallCount.LATENCY_MS, millis);
    }
  }

  /** Sets a duration that is given in seconds. */
  final void seconds(CallCount count, JsonSlots slots, int slot) {
    if (!slots.has(slot)) {
      return;
    }
    boolean number = slots.is(slot, JsonType.INTEGER) || slots.is(slot, JsonType.DECIMAL);
    long millis =
        number ? JsonNumbers.scaled(slots.buffer(), slots.start(slot), slots.length(slot), 3) : -1;
    if (number && isUnmeasured(count, millis)) {
      return;
    }
    if (millis < 0 || millis > Limits.MAX_COUNT) {
      refuse(slots.path(slot) + " must be a number of seconds");
    } else {
      call.count(count, millis);
    }
  }

  private static String cut(String value) {
    int max = Limits.MAX_TEXT_CHARACTERS;
    return value.codePointCount(0, value.length()) <= max
        ? value
        : value.substring(0, value.offsetByCodePoints(0, max));
  }
}
