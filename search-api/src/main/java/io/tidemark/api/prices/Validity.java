/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The period in which an entry of a setting holds.
 *
 * @param to null for a period without an end
 */
public record Validity(Instant from, Instant to) {

  public static final String FROM = "valid_from";
  public static final String TO = "valid_to";

  /** Both ends may be absent: the entry has then always held, or holds without an end. */
  public static Validity read(BodyMembers members, ZoneId zone) {
    Instant from = Times.read(members, FROM, zone).orElse(Instant.EPOCH);
    Instant to = Times.read(members, TO, zone).orElse(null);
    if (to != null && !to.isAfter(from)) {
      throw new SettingFault(members.entryOf(TO), "This must be after valid_from.");
    }
    return new Validity(from, to);
  }
}
