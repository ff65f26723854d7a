/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import io.tidemark.api.settings.SupportedTimes;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Silences as settings. */
@Component
class SilenceKind implements SettingKind<Silence> {

  private static final String STARTS_AT = "starts_at";
  private static final String ENDS_AT = "ends_at";
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST_VALUES = 100;
  private static final int LONGEST_TEXT = 512;

  private final Clock clock;

  SilenceKind(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "silence";
  }

  @Override
  public String plural() {
    return "silences";
  }

  @Override
  public int mostPerTenant() {
    return 500;
  }

  @Override
  public int mostBytes() {
    return 64 << 10;
  }

  @Override
  public Silence parse(String id, JsonNode body) {
    BodyMembers members =
        new BodyMembers("", body).allow("monitors", "groups", STARTS_AT, ENDS_AT, "comment");
    members.text("comment", LONGEST_TEXT);
    Instant from = time(members, STARTS_AT);
    Instant to = time(members, ENDS_AT);
    if (!from.isBefore(to)) {
      throw new SettingFault(ENDS_AT, "A silence ends after it starts: it would never hold.");
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new SettingFault(ENDS_AT, "A silence lasts at most 366 days; delete the monitor.");
    }
    return new Silence(texts(body, "monitors"), texts(body, "groups"), from, to);
  }

  @Override
  public void requireCurrent(String tenant, Silence silence) {
    if (!silence.to().isAfter(clock.instant())) {
      throw new SettingFault(
          ENDS_AT, "This time is past: a silence would never hold. Delete one to end it.");
    }
  }

  private static Instant time(BodyMembers members, String name) {
    try {
      return SupportedTimes.require(
          OffsetDateTime.parse(members.requireText(name, LONGEST_TEXT)).toInstant());
    } catch (DateTimeException e) {
      throw new SettingFault(name, "This must be a time such as 2026-11-20T08:00:00Z.");
    }
  }

  private static Set<String> texts(JsonNode body, String name) {
    JsonNode given = body.path(name);
    Set<String> texts = new HashSet<>();
    if (given.isMissingNode() || given.isNull()) {
      return texts;
    }
    if (!given.isArray() || given.isEmpty() || given.size() > MOST_VALUES) {
      throw new SettingFault(name, "This must be a list of 1 to 100 texts; leave it out for all.");
    }
    for (JsonNode value : given) {
      if (!value.isString() || value.asString().length() > LONGEST_TEXT) {
        throw new SettingFault(name, "This must be a list of texts of at most 512 characters.");
      }
      texts.add(value.asString());
    }
    return texts;
  }
}
