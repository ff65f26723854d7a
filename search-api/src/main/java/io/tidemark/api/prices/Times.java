/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SupportedTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Reads times and zones of settings about money. */
public final class Times {

  private static final int LONGEST = 64;

  private Times() {}

  /** A time, or a day that stands for its beginning in {@code zone}. */
  public static Optional<Instant> read(BodyMembers members, String name, ZoneId zone) {
    return members.text(name, LONGEST).map(text -> parseTime(members.entryOf(name), text, zone));
  }

  private static Instant parseTime(String entry, String text, ZoneId zone) {
    try {
      Instant time =
          text.contains("T")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDate.parse(text).atStartOfDay(zone).toInstant();
      return SupportedTimes.require(time);
    } catch (DateTimeException e) {
      throw new SettingFault(
          entry, "This must be a time such as 2026-01-01T00:00:00Z, or a day such as 2026-01-01.");
    }
  }

  /** A time zone of the IANA database. */
  public static Optional<ZoneId> readZone(BodyMembers members, String name) {
    return members
        .text(name, LONGEST)
        .map(
            text -> {
              if (!text.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(text)) {
                throw new SettingFault(
                    members.entryOf(name), "This must be a time zone such as Asia/Shanghai.");
              }
              return ZoneId.of(text);
            });
  }
}
