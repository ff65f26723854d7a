/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels.texts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads the data of a message as text for people. The data came from outside. */
final class MessageData {

  private static final String ZONE = "time_zone";
  private static final int LONGEST_VALUE = 200;
  private static final int MOST_DIGITS = 40;

  /** Significant digits of numbers that were computed. */
  private static final int DIGITS = 4;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final JsonNode data;
  private final ZoneId zone;

  /** Data with times in {@code fallback}, unless its period or window names a zone. */
  MessageData(JsonNode data, ZoneId fallback) {
    this.data = data;
    this.zone =
        zoneOr(
            data.path("period").path(ZONE).asString(data.path("window").path(ZONE).asString("")),
            fallback);
  }

  private static ZoneId zoneOr(String name, ZoneId fallback) {
    try {
      return name.isEmpty() ? fallback : ZoneId.of(name);
    } catch (DateTimeException e) {
      return fallback;
    }
  }

  ZoneId zone() {
    return zone;
  }

  /** A text in one line; empty when it is absent. */
  Optional<String> readText(String name) {
    return readText(data.path(name));
  }

  /** The name and the id of a member that the directory may name. */
  Optional<String> findNamed(String name, String label) {
    return readText(name)
        .map(id -> readText(label).map(shown -> shown + " (" + id + ')').orElse(id));
  }

  static Optional<String> readText(JsonNode value) {
    if (value.isObject() || value.isArray()) {
      return Optional.of(formatCompact(value)).filter(text -> !text.isEmpty());
    }
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    return Optional.of(toLine(value.asString())).filter(text -> !text.isEmpty());
  }

  private static String formatCompact(JsonNode value) {
    if (value.isArray()) {
      return toLine(
          value.valueStream().map(MessageData::formatPlain).collect(Collectors.joining(", ")));
    }
    return toLine(
        value
            .propertyStream()
            .map(member -> member.getKey() + ": " + formatPlain(member.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private static String formatPlain(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }

  /** A text of one line and limited length, without characters that hide or reorder others. */
  static String toLine(String text) {
    String plain = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ").strip();
    if (plain.codePointCount(0, plain.length()) <= LONGEST_VALUE) {
      return plain;
    }
    return plain.substring(0, plain.offsetByCodePoints(0, LONGEST_VALUE)) + '…';
  }

  /**
   * A number with separators; other texts as they are. Numbers that were computed have four digits,
   * or all those before the point.
   */
  Optional<String> formatNumber(String name) {
    JsonNode value = data.path(name);
    return value.isNumber()
        ? Optional.of(formatDecimal(roundNumber(value.decimalValue())))
        : readText(value).map(MessageData::formatGroup);
  }

  private static BigDecimal roundNumber(BigDecimal number) {
    int digits = Math.max(DIGITS, number.precision() - number.scale());
    return number.round(new MathContext(digits, RoundingMode.HALF_UP));
  }

  private static String formatGroup(String text) {
    try {
      return text.length() > MOST_DIGITS || text.contains("e") || text.contains("E")
          ? text
          : formatDecimal(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static String formatDecimal(BigDecimal value) {
    if (value.precision() - value.scale() > MOST_DIGITS) {
      return value.toString();
    }
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMaximumFractionDigits(Math.max(0, value.scale()));
    return format.format(value);
  }

  /** A time in the zone of the period; other texts as they are. */
  Optional<String> formatTime(String name) {
    return formatTime(data.path(name));
  }

  Optional<String> formatTime(JsonNode value) {
    return readText(value)
        .map(
            text -> {
              try {
                return TIME.format(Instant.parse(text).atZone(zone));
              } catch (DateTimeException e) {
                return text;
              }
            });
  }

  /** The moment; empty when it is absent or none. */
  Optional<Instant> readInstant(String name) {
    return readInstant(data.path(name));
  }

  static Optional<Instant> readInstant(JsonNode value) {
    try {
      return readText(value).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  JsonNode findNode(String name) {
    return data.path(name);
  }
}
