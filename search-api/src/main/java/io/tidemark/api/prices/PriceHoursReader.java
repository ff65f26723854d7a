/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.model.pricing.PriceHours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the member {@code hours} of a price. */
final class PriceHoursReader {

  private static final int MOST_HOURS = 20;
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");
  private static final int LONGEST_DAYS = 64;

  private PriceHoursReader() {}

  static List<PriceHours> readHours(String entry, JsonNode hours) {
    if (hours.isMissingNode()) {
      return List.of();
    }
    if (!hours.isArray() || hours.size() > MOST_HOURS) {
      throw new SettingFault(entry, "This must be an array of at most " + MOST_HOURS + " items.");
    }
    List<PriceHours> read = new ArrayList<>();
    for (int i = 0; i < hours.size(); i++) {
      String place = entry + '[' + i + ']';
      PriceHours next = readOne(new BodyMembers(place, hours.get(i)), hours.get(i));
      for (PriceHours earlier : read) {
        if (next.overlaps(earlier)) {
          throw new SettingFault(place, "These hours overlap with earlier ones.");
        }
      }
      read.add(next);
    }
    return read;
  }

  private static PriceHours readOne(BodyMembers members, JsonNode body) {
    members.allow("days", "from", "to", "factor");
    return new PriceHours(
        members
            .text("days", LONGEST_DAYS)
            .map(text -> readDays(members.entryOf("days"), text))
            .orElse(EnumSet.allOf(DayOfWeek.class)),
        readTime(members, "from"),
        readTime(members, "to"),
        Decimals.read(members.entryOf("factor"), body.path("factor")));
  }

  private static LocalTime readTime(BodyMembers members, String name) {
    String text = members.requireText(name, TIME, "a time of day such as 09:00");
    return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  /** Days by comma, each one day or a range: {@code mon-fri,sun}. */
  private static Set<DayOfWeek> readDays(String entry, String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      Optional<DayOfWeek> first = findDay(ends[0]);
      Optional<DayOfWeek> last = findDay(ends[ends.length - 1]);
      if (ends.length > 2 || first.isEmpty() || last.isEmpty()) {
        throw new SettingFault(
            entry, "This must be days such as mon-fri or sat,sun: mon tue wed thu fri sat sun.");
      }
      for (DayOfWeek day = first.get(); ; day = day.plus(1)) {
        days.add(day);
        if (day == last.get()) {
          break;
        }
      }
    }
    return days;
  }

  private static Optional<DayOfWeek> findDay(String name) {
    return Stream.of(DayOfWeek.values())
        .filter(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
