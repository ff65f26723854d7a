/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.model.fingerprint.LittleEndian;
import io.tidemark.model.json.JsonNumbers;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Times as sources write them, in milliseconds since 1970. Anything finer than a millisecond is cut
 * off. Times before 1970 and after 9999 are {@link #INVALID}.
 */
public final class Timestamps {

  /** Stands for something that is not a time. */
  public static final long INVALID = -1;

  /** Characters of a date and a time to the second. */
  private static final int DATE_AND_TIME = 19;

  /** The end of the year 9999, the last that RFC 3339 can write. */
  private static final long LAST = 253_402_300_799_999L;

  /** Below this, whole numbers are seconds (until the year 5138). */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  /** Below this, whole numbers are milliseconds. */
  private static final long MILLIS_BELOW = 100_000_000_000_000L;

  /** Below this, whole numbers are microseconds, and nanoseconds from here on. */
  private static final long MICROS_BELOW = 100_000_000_000_000_000L;

  private static final int COMMON_LENGTH = 24;
  private static final long YEAR_MONTH = word("0000-00-");
  private static final long DAY_MINUTE = word("00T00:00");
  private static final long SECOND = word(":00.000Z");
  private static final long YEAR_MONTH_LIMITS = limits(YEAR_MONTH);
  private static final long DAY_MINUTE_LIMITS = limits(DAY_MINUTE);
  private static final long SECOND_LIMITS = limits(SECOND);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private static final int DAYS_TO_1970 = 719_468;
  private static final int MILLIS_OF_DAY = 86_400_000;

  private Timestamps() {}

  /** From a whole number of seconds, milliseconds, microseconds or nanoseconds. */
  public static long ofInteger(long value) {
    if (value < 0) {
      return INVALID;
    }
    if (value < SECONDS_BELOW) {
      return value * 1000;
    }
    if (value < MILLIS_BELOW) {
      return value;
    }
    return value / (value < MICROS_BELOW ? 1_000 : 1_000_000);
  }

  /** From a number of seconds with fraction or exponent, in the digits of JSON. */
  public static long ofSeconds(byte[] source, int start, int length) {
    long millis = JsonNumbers.scaled(source, start, length, 3);
    return millis < 0 || millis > LAST ? INVALID : millis;
  }

  /** From RFC 3339 text: {@code 2026-01-01T01:00:00.125+08:00}. A leap second is the one before. */
  public static long ofText(byte[] source, int start, int length) {
    return ofText(source, start, length, false);
  }

  /**
   * As {@link #ofText}; a time without an offset is taken in that zone. Where clocks go back, the
   * first of two moments is meant.
   */
  public static long ofTextInZone(byte[] source, int start, int length, ZoneId zone) {
    long time = ofTextDefaultUtc(source, start, length);
    boolean hasOffset = ofText(source, start, length) != INVALID;
    if (time == INVALID || hasOffset || hasShortOffset(source, start, length)) {
      return time;
    }
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
    return inRange(local.atZone(zone).toInstant().toEpochMilli());
  }

  private static boolean hasShortOffset(byte[] source, int start, int length) {
    int end = start + length;
    for (int at = start + DATE_AND_TIME; at < end; at++) {
      boolean digit = source[at] >= '0' && source[at] <= '9';
      if (!digit && source[at] != '.' && source[at] != ',') {
        return true;
      }
    }
    return false;
  }

  /** As {@link #ofText}; a time without an offset counts as UTC. */
  public static long ofTextDefaultUtc(byte[] source, int start, int length) {
    return ofText(source, start, length, true);
  }

  private static long ofText(byte[] b, int start, int length, boolean offsetOptional) {
    if (length == COMMON_LENGTH) {
      long time = ofCommonForm(b, start);
      if (time != INVALID) {
        return time;
      }
    }
    if (length < 19 || !punctuated(b, start)) {
      return INVALID;
    }
    int year = digits(b, start, 2) * 100 + digits(b, start + 2, 2);
    int month = digits(b, start + 5, 2);
    int day = digits(b, start + 8, 2);
    int millis = millisOfDay(b, start + 11);
    if (year < 0 || month < 1 || month > 12 || day < 1 || millis < 0) {
      return INVALID;
    }
    if (day > 28 && day > daysIn(year, month)) {
      return INVALID;
    }
    int end = start + length;
    int zone = start + 19;
    long time = day(year, month, day) * MILLIS_OF_DAY + millis;
    if (zone < end && (b[zone] == '.' || (offsetOptional && b[zone] == ','))) {
      int after = zone + 1;
      int unit = 100;
      while (after < end && b[after] >= '0' && b[after] <= '9') {
        time += (long) unit * (b[after] - '0');
        unit /= 10;
        after++;
      }
      if (after == zone + 1) {
        return INVALID;
      }
      zone = after;
    }
    if (zone == end) {
      return offsetOptional ? inRange(time) : INVALID;
    }
    if (end == zone + 1) {
      return (b[zone] | 0x20) == 'z' ? inRange(time) : INVALID;
    }
    boolean isShort = offsetOptional && end == zone + 5;
    int offset = isShort ? shortOffsetMinutes(b, zone) : offsetMinutes(b, zone, end);
    return offset == Integer.MIN_VALUE ? INVALID : inRange(time - offset * 60_000L);
  }

  /**
   * {@code 2026-01-01T01:00:00.125Z}, the form that most producers write: three words of eight
   * bytes, each checked and turned into numbers at once. Anything else is {@link #INVALID} here.
   */
  private static long ofCommonForm(byte[] b, int start) {
    long yearMonth = LittleEndian.longAt(b, start) ^ YEAR_MONTH;
    long dayMinute = LittleEndian.longAt(b, start + 8) ^ DAY_MINUTE;
    long second = LittleEndian.longAt(b, start + 16) ^ SECOND;
    long wrong =
        yearMonth
            | (yearMonth + YEAR_MONTH_LIMITS)
            | dayMinute
            | (dayMinute + DAY_MINUTE_LIMITS)
            | second
            | (second + SECOND_LIMITS);
    if ((wrong & HIGH_BITS) != 0) {
      return INVALID;
    }
    long ym = pairs(yearMonth);
    long dm = pairs(dayMinute);
    int year = at(ym, 0) * 100 + at(ym, 2);
    int month = at(ym, 5);
    int day = at(dm, 0);
    int hour = at(dm, 3);
    int minute = at(dm, 6);
    int seconds = at(pairs(second), 1);
    boolean inRange =
        month >= 1
            && month <= 12
            && day >= 1
            && day <= 28
            && hour <= 23
            && minute <= 59
            && seconds <= 59
            && year >= 1970;
    if (!inRange) {
      return INVALID;
    }
    int millis = at(second, 4) * 100 + at(second, 5) * 10 + at(second, 6);
    return day(year, month, day) * MILLIS_OF_DAY
        + (hour * 3600 + minute * 60 + seconds) * 1000L
        + millis;
  }

  /** Each byte becomes ten times itself plus the one after it: the number in two digits. */
  private static long pairs(long digits) {
    return digits * 10 + (digits >>> 8);
  }

  private static int at(long word, int index) {
    return (int) (word >>> (index * 8)) & 0xff;
  }

  private static long word(String eightCharacters) {
    return LittleEndian.longAt(eightCharacters.getBytes(US_ASCII), 0);
  }

  /** Added to a byte, it reaches the high bit: beyond 9 for a digit, beyond 0 elsewhere. */
  private static long limits(long form) {
    long limits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      limits |= (at(form, i) == '0' ? 0x76L : 0x7fL) << (i * 8);
    }
    return limits;
  }

  private static boolean punctuated(byte[] b, int start) {
    int t = b[start + 10];
    return b[start + 4] == '-'
        && b[start + 7] == '-'
        && (t == 'T' || t == 't' || t == ' ')
        && b[start + 13] == ':'
        && b[start + 16] == ':';
  }

  private static int millisOfDay(byte[] b, int at) {
    int hour = digits(b, at, 2);
    int minute = digits(b, at + 3, 2);
    int second = digits(b, at + 6, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return -1;
    }
    return (hour * 3600 + minute * 60 + Math.min(second, 59)) * 1000;
  }

  /** Minutes east of UTC in {@code ±hh:mm}; the least int when it is none. */
  private static int offsetMinutes(byte[] b, int at, int end) {
    boolean signed = b[at] == '+' || b[at] == '-';
    if (end != at + 6 || !signed || b[at + 3] != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = digits(b, at + 1, 2);
    int minutes = digits(b, at + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int offset = hours * 60 + minutes;
    return b[at] == '+' ? offset : -offset;
  }

  /** Minutes east of UTC in {@code ±hhmm}, as Python writes it. */
  private static int shortOffsetMinutes(byte[] b, int at) {
    byte[] spelled = {b[at], b[at + 1], b[at + 2], ':', b[at + 3], b[at + 4]};
    return offsetMinutes(spelled, 0, spelled.length);
  }

  /** The number in {@code count} digits; a large negative number when one is none. */
  private static int digits(byte[] b, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = b[i] - '0';
      value = digit < 0 || digit > 9 ? -100_000 : value * 10 + digit;
    }
    return value;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /**
   * Days since 1970 of a date of the Gregorian calendar; years begin in March, so leap days end
   * them.
   */
  private static long day(int year, int month, int dayOfMonth) {
    int shifted = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + dayOfMonth - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - DAYS_TO_1970;
  }

  private static long inRange(long time) {
    return time < 0 || time > LAST ? INVALID : time;
  }
}
