/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.intake;

import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;

/**
 * Reads fields of a record as the types of the contract, and remembers what does not fit. A value
 * that does not fit reads as absent; the format asks {@link #problem()} before it hands on an
 * event.
 */
public final class CheckedFields {

  /** The longest identifier, in characters; other texts are cut there. */
  public static final int MAX_TEXT_LENGTH = 512;

  /** The greatest count, 2^53 - 1: what JSON numbers carry exactly everywhere. */
  public static final long MAX_COUNT = (1L << 53) - 1;

  /** Stands for a number that nobody reported. */
  public static final long UNKNOWN = -1;

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

  /** Notes a problem, unless there is one already. */
  public void refuse(String what) {
    if (problem == null) {
      problem = what;
    }
  }

  /** Notes that a required field is absent or empty. */
  public void missing(String field) {
    refuse(field + " is missing");
  }

  /** Whether the field is absent, null or an empty text. */
  public boolean empty(int slot) {
    return !slots.has(slot) || (slots.length(slot) == 0 && slots.type(slot) == JsonType.TEXT);
  }

  /** Whether the field has a text of 1 to {@value #MAX_TEXT_LENGTH} characters; it may be empty. */
  public boolean identifier(int slot) {
    if (!text(slot)) {
      return false;
    }
    if (slots.length(slot) > MAX_TEXT_LENGTH
        && !Utf8.fits(slots.buffer(), slots.start(slot), slots.length(slot), MAX_TEXT_LENGTH)) {
      refuse(slots.path(slot) + " must have at most " + MAX_TEXT_LENGTH + " characters");
      return false;
    }
    return true;
  }

  /** Whether the field has a text; it may be empty, which is no problem and no text. */
  public boolean text(int slot) {
    if (empty(slot)) {
      return false;
    }
    if (slots.type(slot) != JsonType.TEXT) {
      refuse(slots.path(slot) + " must be text");
      return false;
    }
    return true;
  }

  /** Bytes of a text, cut at {@value #MAX_TEXT_LENGTH} characters. */
  public int cutLength(int slot) {
    return Utf8.cut(slots.buffer(), slots.start(slot), slots.length(slot), MAX_TEXT_LENGTH);
  }

  /** A count from 0 to {@link #MAX_COUNT}, or {@link #UNKNOWN}. */
  public long count(int slot) {
    if (!slots.has(slot)) {
      return UNKNOWN;
    }
    if (slots.type(slot) == JsonType.INTEGER) {
      long value = slots.integer(slot);
      if (value >= 0 && value <= MAX_COUNT) {
        return value;
      }
    }
    refuse(slots.path(slot) + " must be an integer from 0 to " + MAX_COUNT);
    return UNKNOWN;
  }

  /**
   * A number from 0 on, multiplied by a power of ten and cut to a whole number, or {@link
   * #UNKNOWN}.
   *
   * @param decimals the exponent, for example 6 for millionths
   */
  public long scaled(int slot, int decimals) {
    if (!slots.has(slot)) {
      return UNKNOWN;
    }
    if (slots.type(slot) == JsonType.INTEGER || slots.type(slot) == JsonType.DECIMAL) {
      long value =
          JsonNumbers.scaled(slots.buffer(), slots.start(slot), slots.length(slot), decimals);
      if (value >= 0) {
        return value;
      }
    }
    refuse(slots.path(slot) + " must be a number from 0 on, and not too large");
    return UNKNOWN;
  }

  /** An integer from 100 to 599, or {@link #UNKNOWN}. */
  public int statusCode(int slot) {
    if (!slots.has(slot)) {
      return (int) UNKNOWN;
    }
    if (slots.type(slot) == JsonType.INTEGER) {
      long value = slots.integer(slot);
      if (value >= 100 && value <= 599) {
        return (int) value;
      }
    }
    refuse(slots.path(slot) + " must be an integer from 100 to 599");
    return (int) UNKNOWN;
  }

  /** True or false; false when the field is absent. */
  public boolean flag(int slot) {
    if (!slots.has(slot)) {
      return false;
    }
    JsonType type = slots.type(slot);
    if (type != JsonType.TRUE && type != JsonType.FALSE) {
      refuse(slots.path(slot) + " must be true or false");
    }
    return type == JsonType.TRUE;
  }

  /** A time in milliseconds since 1970, or {@link #UNKNOWN}. */
  public long time(int slot) {
    if (!slots.has(slot)) {
      return UNKNOWN;
    }
    long time =
        switch (slots.type(slot)) {
          case INTEGER -> Timestamps.ofInteger(slots.integer(slot));
          case DECIMAL ->
              Timestamps.ofSeconds(slots.buffer(), slots.start(slot), slots.length(slot));
          case TEXT -> Timestamps.ofText(slots.buffer(), slots.start(slot), slots.length(slot));
          default -> Timestamps.INVALID;
        };
    if (time == Timestamps.INVALID) {
      refuse(slots.path(slot) + " must be a time: RFC 3339 text, or a number since 1970");
    }
    return time;
  }
}
