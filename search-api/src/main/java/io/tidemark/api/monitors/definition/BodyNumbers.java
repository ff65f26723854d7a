/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads numbers and durations of a body. */
final class BodyNumbers {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([mhd])");
  private static final int MOST_DIGITS = 30;

  private BodyNumbers() {}

  /** A number, or a text that is one; empty when it is absent or null. */
  static OptionalDouble find(
      BodyMembers members, JsonNode object, String name, double least, double most) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalDouble.empty();
    }
    double number = number(value);
    if (Double.isNaN(number) || number < least || number > most) {
      throw new SettingFault(
          members.entryOf(name),
          most == Double.MAX_VALUE
              ? "This must be a number of at least " + plain(least) + "."
              : "This must be a number from " + plain(least) + " to " + plain(most) + ".");
    }
    return OptionalDouble.of(number);
  }

  /** As {@link #find}, never absent. */
  static double require(
      BodyMembers members, JsonNode object, String name, double least, double most) {
    return find(members, object, name, least, most)
        .orElseThrow(() -> new SettingFault(members.entryOf(name), "This member is missing."));
  }

  /**
   * A whole number; {@code byDefault} when it is absent, unless that is less than {@code least}.
   */
  static int readWhole(
      BodyMembers members, JsonNode object, String name, int byDefault, int least, int most) {
    OptionalDouble found = find(members, object, name, least, most);
    if (found.isEmpty() && byDefault < least) {
      throw new SettingFault(members.entryOf(name), "This member is missing.");
    }
    double number = found.orElse(byDefault);
    if (number != Math.rint(number)) {
      throw new SettingFault(members.entryOf(name), "This must be a whole number.");
    }
    return (int) number;
  }

  /** A duration such as 30m, 24h or 7d. */
  static Duration duration(String entry, String text, Duration least, Duration most) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw new SettingFault(entry, "This must be a duration such as 30m, 24h or 7d.");
    }
    long number = Long.parseLong(parts.group(1));
    Duration duration =
        switch (parts.group(2)) {
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw new SettingFault(
          entry,
          "This must be from " + least.toMinutes() + " minutes to " + most.toDays() + " days.");
    }
    return duration;
  }

  private static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.asDouble();
    }
    String text = value.isString() ? value.asString() : "";
    try {
      return text.length() > MOST_DIGITS ? Double.NaN : new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String plain(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
