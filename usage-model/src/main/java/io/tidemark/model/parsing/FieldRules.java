/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.schema.Limits;

/** The values that the types of the contract accept, and the messages for those that do not fit. */
public final class FieldRules {

  /** Stands for a number that was not reported. */
  public static final long UNKNOWN = -1;

  private static final int LEAST_STATUS_CODE = 100;
  private static final int GREATEST_STATUS_CODE = 599;

  private FieldRules() {}

  /** Whether a number is a count: an integer from 0 to {@link Limits#MAX_COUNT}. */
  public static boolean isCount(byte type, long integer) {
    return isCount(type, integer, Limits.MAX_COUNT);
  }

  /** Whether a number is an integer from 0 to a greatest one. */
  public static boolean isCount(byte type, long integer, long greatest) {
    return type == JsonType.INTEGER && integer >= 0 && integer <= greatest;
  }

  public static boolean isStatusCode(byte type, long integer) {
    return type == JsonType.INTEGER
        && integer >= LEAST_STATUS_CODE
        && integer <= GREATEST_STATUS_CODE;
  }

  /** Whether a text has not too many characters for an identifier. */
  public static boolean isShort(byte[] source, int start, int length) {
    return length <= Limits.MAX_TEXT_CHARACTERS
        || Utf8.fits(source, start, length, Limits.MAX_TEXT_CHARACTERS);
  }

  /** The time in the current value, in milliseconds since 1970, or {@link #UNKNOWN}. */
  public static long time(JsonReader json) {
    return time(json.type(), json.integer(), json.buffer(), json.start(), json.length());
  }

  /** The time in a slot that has a value, in milliseconds since 1970, or {@link #UNKNOWN}. */
  public static long time(JsonSlots slots, int slot) {
    return time(
        slots.type(slot),
        slots.integer(slot),
        slots.buffer(),
        slots.start(slot),
        slots.length(slot));
  }

  private static long time(byte type, long integer, byte[] source, int start, int length) {
    return switch (type) {
      case JsonType.TEXT -> Timestamps.ofText(source, start, length);
      case JsonType.INTEGER -> Timestamps.ofInteger(integer);
      case JsonType.DECIMAL -> Timestamps.ofSeconds(source, start, length);
      default -> Timestamps.INVALID;
    };
  }

  public static String missing(String field) {
    return field + " is missing";
  }

  public static String notText(String field) {
    return field + " must be text";
  }

  public static String tooLong(String field) {
    return field + " must have at most " + Limits.MAX_TEXT_CHARACTERS + " characters";
  }

  public static String tooLongId(String field) {
    return field + " must have at most " + Limits.MAX_ID_BYTES + " bytes";
  }

  public static String notACount(String field) {
    return notACount(field, Limits.MAX_COUNT);
  }

  public static String notACount(String field, long greatest) {
    return field + " must be an integer from 0 to " + greatest;
  }

  public static String notAStatusCode(String field) {
    return field + " must be an integer from " + LEAST_STATUS_CODE + " to " + GREATEST_STATUS_CODE;
  }

  public static String notAnInteger(String field) {
    return field + " must be an integer";
  }

  public static String notABoolean(String field) {
    return field + " must be true or false";
  }

  public static String notATime(String field) {
    return field + " must be a time: RFC 3339 text, or a number since 1970";
  }
}
