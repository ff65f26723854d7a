/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SupportedTimes;
import io.tidemark.model.schema.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads the values of bills. */
final class BillNumbers {

  private static final int LONGEST_NAME = Limits.MAX_TEXT_CHARACTERS;

  /** Beyond any bill, also one of 128-bit decimals, whose 0 may be written as 0E-6176. */
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,60})?([eE][-+]?[0-9]{1,4})?");

  private static final BigDecimal MOST = new BigDecimal("1e18");

  /** Digits after the point that are kept: more would take long to add up. */
  private static final int MOST_SCALE = 30;

  private static final int GREATEST_EXPONENT = 10_000;

  private BillNumbers() {}

  /** A number, or a text with one. */
  static BigDecimal readDecimal(String entry, JsonNode value) {
    if (value.isNumber()) {
      return requireInRange(entry, value.decimalValue());
    }
    if (value.isString()) {
      return readDecimal(entry, value.asString());
    }
    throw new SettingFault(entry, "This must be a number.");
  }

  static BigDecimal readDecimal(String entry, String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new SettingFault(entry, "This must be a decimal number such as 12.34.");
    }
    return requireInRange(entry, new BigDecimal(text));
  }

  private static BigDecimal requireInRange(String entry, BigDecimal number) {
    if (number.signum() == 0 && Math.abs((long) number.scale()) > MOST_SCALE) {
      return BigDecimal.ZERO;
    }
    // The scale first: comparing a number such as 1e-999999999 would need all of its digits.
    if (Math.abs((long) number.scale()) > GREATEST_EXPONENT || number.abs().compareTo(MOST) > 0) {
      throw new SettingFault(entry, "This number has too many digits.");
    }
    return number.scale() > MOST_SCALE
        ? number.setScale(MOST_SCALE, RoundingMode.HALF_EVEN)
        : number;
  }

  static String readCurrency(String entry, String text) {
    try {
      return Currency.getInstance(text.toUpperCase(Locale.ROOT)).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new SettingFault(entry, "This must be a currency of ISO 4217 such as USD.");
    }
  }

  /** A text of at most 512 characters; null when it is absent or empty. */
  static String readName(String entry, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new SettingFault(entry, "This must be a text.");
    }
    return readName(entry, value.asString());
  }

  static String readName(String entry, String text) {
    if (text.length() > LONGEST_NAME) {
      throw new SettingFault(entry, "This must have at most " + LONGEST_NAME + " characters.");
    }
    return text.isBlank() ? null : text;
  }

  /** The UTC day of a date, of a time, or of seconds since 1970. */
  static LocalDate readDay(String entry, JsonNode value) {
    try {
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        return requireSupported(
            LocalDate.ofInstant(Instant.ofEpochSecond(value.asLong()), ZoneOffset.UTC));
      }
      return readDay(entry, value.asString(""));
    } catch (DateTimeException | ArithmeticException e) {
      throw noDay(entry);
    }
  }

  static LocalDate readDay(String entry, String text) {
    try {
      return requireSupported(
          text.length() > 10
              ? LocalDate.ofInstant(readTime(text), ZoneOffset.UTC)
              : LocalDate.parse(text));
    } catch (DateTimeException e) {
      throw noDay(entry);
    }
  }

  /** Documents cannot hold days of all years that Java can. */
  private static LocalDate requireSupported(LocalDate day) {
    SupportedTimes.require(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    return day;
  }

  /** A time without a zone, such as {@code 2026-10-31 00:00:00}, is one of UTC. */
  private static Instant readTime(String text) {
    return text.charAt("2026-10-31".length()) == ' '
        ? LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC)
        : OffsetDateTime.parse(text).toInstant();
  }

  private static SettingFault noDay(String entry) {
    return new SettingFault(entry, "This must be a UTC day such as 2026-10-31.");
  }

  /** The entries of a list. */
  static JsonNode requireList(String entry, JsonNode value) {
    if (!value.isArray()) {
      throw new SettingFault(entry, "This must be a list.");
    }
    return value;
  }
}
