/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.schema.Limits;

/**
 * Reads fields of a record as the types of the contract, and remembers what does not fit. A value
 * that does not fit reads as absent; the format asks {@link #problem()} before it hands on an
 * event.
 */
public final class CheckedFields {

  /** Stands for a number that was not reported. */
  public static final long UNKNOWN = FieldRules.UNKNOWN;

  private final JsonSlots slots;
  private String problem;

  public CheckedFields(JsonSlots slots) {
    this.slots = slots;
  }

  /** Begins a new record or event. */
  public void begin() {
    problem = null;
  }

  /** The first thing that did not fit, in words that name the field and show no value; or null. */
  public String problem() {
    return problem;
  }

  /** Notes a problem, unless there is one already; null is none. */
  public void refuse(String what) {
    if (problem == null) {
      problem = what;
    }
  }

  /** Notes that a required field is absent or empty. */
  public void missing(String field) {
    refuse(FieldRules.missing(field));
  }

  /** Whether the field is absent, null or an empty text. */
  public boolean empty(int slot) {
    return !slots.has(slot) || (slots.length(slot) == 0 && slots.type(slot) == JsonType.TEXT);
  }

  /** Whether the field has a text; one too long for an identifier is a problem. */
  public boolean identifier(int slot) {
    if (!text(slot)) {
      return false;
    }
    if (!FieldRules.isShort(slots.buffer(), slots.start(slot), slots.length(slot))) {
      refuse(FieldRules.tooLong(slots.path(slot)));
      return false;
    }
    return true;
  }

  /** Whether the field has a text; an empty one is none, and no problem. */
  public boolean text(int slot) {
    if (empty(slot)) {
      return false;
    }
    if (slots.type(slot) != JsonType.TEXT) {
      refuse(FieldRules.notText(slots.path(slot)));
      return false;
    }
    return true;
  }

  /** Bytes of a text, cut at {@value Limits#MAX_TEXT_CHARACTERS} characters. */
  public int cutLength(int slot) {
    int max = Limits.MAX_TEXT_CHARACTERS;
    return Utf8.cut(slots.buffer(), slots.start(slot), slots.length(slot), max);
  }

  /** A count up to {@link Limits#MAX_COUNT}, or {@link FieldRules#UNKNOWN}. */
  public long count(int slot) {
    return count(slot, Limits.MAX_COUNT);
  }

  /** A count up to a greatest one, or {@link FieldRules#UNKNOWN}. */
  public long count(int slot, long greatest) {
    if (!slots.has(slot)) {
      return FieldRules.UNKNOWN;
    }
    if (FieldRules.isCount(slots.type(slot), slots.integer(slot), greatest)) {
      return slots.integer(slot);
    }
    refuse(FieldRules.notACount(slots.path(slot), greatest));
    return FieldRules.UNKNOWN;
  }

  /**
   * A number from 0 on, multiplied by a power of ten and rounded to a whole number, or {@link
   * FieldRules#UNKNOWN}.
   *
   * @param decimals the exponent, for example 6 for millionths
   */
  public long scaled(int slot, int decimals) {
    if (!slots.has(slot)) {
      return FieldRules.UNKNOWN;
    }
    if (slots.type(slot) == JsonType.INTEGER || slots.type(slot) == JsonType.DECIMAL) {
      long value =
          JsonNumbers.rounded(slots.buffer(), slots.start(slot), slots.length(slot), decimals);
      if (value >= 0 && value <= Limits.MAX_COUNT) {
        return value;
      }
    }
    refuse(slots.path(slot) + " must be a number from 0 on, and not too large");
    return FieldRules.UNKNOWN;
  }

  /** A status code, or {@link FieldRules#UNKNOWN}. */
  public int statusCode(int slot) {
    if (!slots.has(slot)) {
      return (int) FieldRules.UNKNOWN;
    }
    if (FieldRules.isStatusCode(slots.type(slot), slots.integer(slot))) {
      return (int) slots.integer(slot);
    }
    refuse(FieldRules.notAStatusCode(slots.path(slot)));
    return (int) FieldRules.UNKNOWN;
  }

  /** A time in milliseconds since 1970, or {@link FieldRules#UNKNOWN}. */
  public long time(int slot) {
    if (!slots.has(slot)) {
      return FieldRules.UNKNOWN;
    }
    long time = FieldRules.time(slots, slot);
    if (time == Timestamps.INVALID) {
      refuse(FieldRules.notATime(slots.path(slot)));
    }
    return time;
  }
}
