/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hours of the week in which a factor multiplies the prices of an entry.
 *
 * @param days local days on which the hours begin
 * @param from local time at which they begin
 * @param to local time at which they end, not included; not after {@code from} means on the next
 *     day
 */
public record PriceHours(Set<DayOfWeek> days, LocalTime from, LocalTime to, BigDecimal factor) {

  public PriceHours {
    days = Set.copyOf(days);
  }

  /** Whether the local time lies within the hours. */
  boolean contains(ZonedDateTime time) {
    LocalTime clock = time.toLocalTime();
    boolean begun = days.contains(time.getDayOfWeek());
    if (from.isBefore(to)) {
      return begun && !clock.isBefore(from) && clock.isBefore(to);
    }
    boolean begunYesterday = days.contains(time.getDayOfWeek().minus(1));
    return (begun && !clock.isBefore(from)) || (begunYesterday && clock.isBefore(to));
  }

  /** The instants between two at which the hours begin or end, changes of the clock included. */
  Set<Instant> listEdges(ZoneId zone, Instant from, Instant to) {
    ZoneRules rules = zone.getRules();
    Set<Instant> edges = new TreeSet<>();
    LocalDate last = LocalDate.ofInstant(to, zone);
    for (LocalDate day = LocalDate.ofInstant(from, zone);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      for (LocalTime edge : List.of(this.from, this.to)) {
        LocalDateTime local = day.atTime(edge);
        // A local time occurs twice when clocks go back, and never when it is skipped.
        rules.getValidOffsets(local).forEach(offset -> edges.add(local.toInstant(offset)));
      }
    }
    ZoneOffsetTransition change = rules.nextTransition(from);
    while (change != null && change.getInstant().isBefore(to)) {
      edges.add(change.getInstant());
      change = rules.nextTransition(change.getInstant());
    }
    edges.removeIf(
        edge -> contains(edge.atZone(zone)) == contains(edge.minusNanos(1).atZone(zone)));
    return edges;
  }

  /** Whether some local time lies within both. */
  public boolean overlaps(PriceHours other) {
    Set<Integer> minutes = minutesOfWeek();
    return other.minutesOfWeek().stream().anyMatch(minutes::contains);
  }

  private Set<Integer> minutesOfWeek() {
    Set<Integer> minutes = new HashSet<>();
    int length = Math.floorMod(to.toSecondOfDay() - from.toSecondOfDay() - 1, 86_400) / 60 + 1;
    for (DayOfWeek day : days) {
      int first = (day.getValue() - 1) * 1_440 + from.toSecondOfDay() / 60;
      for (int minute = 0; minute < length; minute++) {
        minutes.add((first + minute) % 10_080);
      }
    }
    return minutes;
  }
}
