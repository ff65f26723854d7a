/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record of a budget in a file, which all instances share.
 *
 * @param revision of its body
 * @param seenAt when an instance had it, within {@link #INTERVAL}; null of an earlier release
 * @param leftAt when it was found to have left; null while it is there
 */
record FileRecord(long revision, Instant created, Instant changed, Instant seenAt, Instant leftAt) {

  static final String ENTRY = "file";

  /** How often an instance notes which budgets it has. */
  static final Duration INTERVAL = Duration.ofMinutes(10);

  /** Instances that are started one after another have different files for a shorter time. */
  static final Duration ABSENCE = Duration.ofHours(1);

  private static final String REVISION = "revision";
  private static final String CREATED = "from";
  private static final String CHANGED = "recorded_at";
  private static final String SEEN = "seen_at";
  private static final String LEFT = "left_at";

  /** The record of a budget that begins now, or did at an earlier time. */
  static FileRecord start(long revision, Instant begin, Instant now) {
    return new FileRecord(revision, begin, begin, now, null);
  }

  /** Whether something that was done at {@code last} is to be done again. */
  static boolean isDue(Instant last, Instant now) {
    // A clock that was set back must not wait for the time that it showed.
    return Duration.between(last, now).abs().compareTo(INTERVAL) >= 0;
  }

  /** Whether a look follows the last one without a gap. */
  static boolean isInTime(Instant last, Instant now) {
    return Duration.between(last, now).abs().compareTo(INTERVAL.multipliedBy(2)) <= 0;
  }

  /** Whether both say the same of the body and its times; they may differ in when it was seen. */
  boolean hasTimesOf(FileRecord other) {
    return revision == other.revision
        && created.equals(other.created)
        && changed.equals(other.changed);
  }

  /**
   * After an instance found the budget in its files.
   *
   * @param body revision of the body
   * @param known whether the instance had it all the time
   */
  FileRecord seen(long body, boolean known, Instant now) {
    if (leftAt != null && !known) {
      return start(body, now, now);
    }
    boolean edited = revision != body;
    boolean due = leftAt != null || seenAt == null || isDue(seenAt, now);
    return edited || due ? new FileRecord(body, created, edited ? now : changed, now, null) : this;
  }

  /**
   * After an instance did not find the budget in its files: others may have it.
   *
   * @param since when the instance began to look for it, without a gap
   */
  FileRecord missed(Instant since, Instant now) {
    if (leftAt != null) {
      return this;
    }
    if (seenAt == null || seenAt.isAfter(now)) {
      return new FileRecord(revision, created, changed, now, null);
    }
    Instant begin = since.isAfter(seenAt) ? since : seenAt;
    return begin.plus(ABSENCE).isAfter(now)
        ? this
        : new FileRecord(revision, created, changed, seenAt, now);
  }

  static FileRecord read(JsonNode document) {
    return new FileRecord(
        document.path(REVISION).asLong(),
        Instant.parse(document.path(CREATED).asString()),
        Instant.parse(document.path(CHANGED).asString()),
        readTime(document.path(SEEN)),
        readTime(document.path(LEFT)));
  }

  private static Instant readTime(JsonNode value) {
    return value.isString() ? Instant.parse(value.asString()) : null;
  }

  ObjectNode write(String tenant, String budget) {
    ObjectNode document =
        PeriodDocument.startDocument(ENTRY, tenant, budget)
            .put(REVISION, revision)
            .put(CREATED, created.toString())
            .put(CHANGED, changed.toString())
            .put(SEEN, seenAt.toString());
    return leftAt == null ? document : document.put(LEFT, leftAt.toString());
  }
}
