/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.options;

import io.tidemark.job.concurrency.ConcurrencyDimension;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.modelcalls.PromptBands;
import io.tidemark.model.privacy.DescriptiveText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Kinds of option values and how they are read. */
final class OptionValues {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private OptionValues() {}

  /** Durations such as {@code 5s 5m 24h 30d}; {@code 0} is zero. */
  static Duration duration(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a duration");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  static ZoneId timeZone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time zone", e);
    }
  }

  /** A time zone whose days are aggregated. */
  static DayZone dayZone(String text) {
    return new DayZone(timeZone(text));
  }

  static Boolean onOrOff(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("not one of them");
    };
  }

  /** RFC 3339, with an offset. */
  static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time", e);
    }
  }

  static Function<String, Duration> durationBetween(Duration least, Duration greatest) {
    return text -> {
      Duration value = duration(text);
      if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
        throw new IllegalArgumentException("out of range");
      }
      return value;
    };
  }

  static Function<String, Duration> zeroOrBetween(Duration least, Duration greatest) {
    return text -> text.equals("0") ? Duration.ZERO : durationBetween(least, greatest).apply(text);
  }

  static Function<String, Integer> wholeNumberBetween(int least, int greatest) {
    return text -> {
      int value = Integer.parseInt(text);
      if (value < least || value > greatest) {
        throw new IllegalArgumentException("out of range");
      }
      return value;
    };
  }

  static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
    return text ->
        Arrays.stream(type.getEnumConstants())
            .filter(value -> id(value).equals(text))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("not one of them"));
  }

  static List<String> names(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .peek(OptionValues::requireText)
        .toList();
  }

  static Function<String, List<String>> namesOutOf(List<String> allowed) {
    return text -> {
      List<String> given = names(text);
      if (!allowed.containsAll(given)) {
        throw new IllegalArgumentException("not one of them");
      }
      return given;
    };
  }

  /** Kinds of texts by their names, or {@code none}. */
  static Set<DescriptiveText> texts(String text) {
    List<DescriptiveText> all = List.of(DescriptiveText.values());
    List<String> allowed = all.stream().map(DescriptiveText::fieldName).toList();
    List<String> given = text.equals("none") ? List.of() : namesOutOf(allowed).apply(text);
    return all.stream()
        .filter(kind -> given.contains(kind.fieldName()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Dimensions of concurrency by their names. */
  static List<ConcurrencyDimension> dimensions(String text) {
    return names(text).stream().map(ConcurrencyDimension::of).distinct().toList();
  }

  /** Bounds of prompt bands. */
  static PromptBands promptBands(String text) {
    return PromptBands.above(
        text.equals("none") ? List.of() : names(text).stream().map(Long::valueOf).toList());
  }

  /** An ISO 4217 code. */
  static String currency(String text) {
    return Currency.getInstance(text).getCurrencyCode();
  }

  /** The length of a window. */
  static Duration window(String text) {
    Duration value = duration(text);
    if (!List.of(15L, 30L, 60L).contains(value.toMinutes()) || value.toMillisPart() != 0) {
      throw new IllegalArgumentException("not one of them");
    }
    return value;
  }

  private static void requireText(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an empty name");
    }
  }

  static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
