/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.approvals;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import io.tidemark.api.settings.SupportedTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests as settings, so that the log of changes has every step.
 *
 * @param <R> one request
 */
public abstract class RequestKind<R extends PersonRequest> implements SettingKind<R> {

  public static final String REASON = "reason";
  public static final String UNTIL = "until";
  public static final String COMMENT = "comment";

  /** Characters of a text. */
  public static final int LONGEST_TEXT = 512;

  protected static final String STATE = "state";
  protected static final String ASKED_BY = "asked_by";
  protected static final String DECIDED_BY = "decided_by";

  /** Writes the body that {@link #parse} reads. */
  public abstract ObjectNode write(R request);

  @Override
  public boolean mayStandInFiles() {
    return false;
  }

  /** Decided requests stay for some time, and {@link RequestStore} limits the pending ones. */
  @Override
  public int mostPerTenant() {
    return UNLIMITED;
  }

  protected static RequestState parseState(BodyMembers members) {
    String state = members.requireChoice(STATE, Set.of("pending", "approved", "denied"));
    return RequestState.valueOf(state.toUpperCase(Locale.ROOT));
  }

  /** Puts the members that may be absent. */
  protected static void putTexts(
      ObjectNode body, String reason, Instant until, String decidedBy, String comment) {
    putText(body, REASON, reason);
    putText(body, UNTIL, until == null ? null : until.toString());
    putText(body, DECIDED_BY, decidedBy);
    putText(body, COMMENT, comment);
  }

  private static void putText(ObjectNode body, String name, String text) {
    if (text != null) {
      body.put(name, text);
    }
  }

  /** The time of a member; empty when it is absent. */
  public static Optional<Instant> readTime(BodyMembers members, String name) {
    try {
      return members
          .text(name, LONGEST_TEXT)
          .map(text -> SupportedTimes.require(OffsetDateTime.parse(text).toInstant()));
    } catch (DateTimeException e) {
      throw new SettingFault(
          members.entryOf(name), "This must be a time such as 2026-03-31T00:00:00+08:00.");
    }
  }
}
