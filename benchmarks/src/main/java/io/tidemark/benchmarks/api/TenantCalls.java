/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Model calls of one large tenant over 30 UTC days until now. Each follows from its number alone,
 * here and in {@code tenant-calls.sql} alike. A combination of user and model is active in three to
 * eight hours of a day, and has 40 calls in each of them.
 *
 * @param first start of the first day
 * @param end of the newest final hour
 * @param groupsInHour combinations of user and model that are active in an hour
 * @param groups combinations there are
 */
record TenantCalls(Instant first, Instant end, int groupsInHour, int groups) {

  /** The calls that make an hourly document. */
  static final int PER_DOCUMENT = 40;

  static final int USERS = 500;
  static final int MODELS = 40;

  /** Number of groups by which the active ones differ from those of the hour before. */
  static final int GROUPS_APART = 6_007;

  private static final int DAYS = 30;

  /** With few documents: each day is an index more to make. */
  private static final int FEW_DAYS = 2;

  private static final int FEW_DOCUMENTS = 10_000;
  private static final int HOURS_PER_ACTIVE_HOUR = 7;
  private static final long WORD = 0xffff_ffffL;

  /** Calls until now that make that many hourly documents, about. */
  static TenantCalls ofDocuments(long documents) {
    Instant now = Instant.now();
    Instant end = now.truncatedTo(ChronoUnit.HOURS);
    Instant first =
        now.truncatedTo(ChronoUnit.DAYS)
            .minus((documents < FEW_DOCUMENTS ? FEW_DAYS : DAYS) - 1, ChronoUnit.DAYS);
    long hours = Duration.between(first, end).toHours();
    int most = USERS * MODELS;
    int inHour = (int) Math.max(1, Math.min(most, documents / hours));
    return new TenantCalls(first, end, inHour, Math.min(most, HOURS_PER_ACTIVE_HOUR * inHour));
  }

  int hours() {
    return (int) Duration.between(first, end).toHours();
  }

  /** How many there are. */
  long count() {
    return (long) hours() * PER_DOCUMENT * groupsInHour;
  }

  long startOf(int hour) {
    return first.plus(hour, ChronoUnit.HOURS).toEpochMilli();
  }

  /** The combination of user and model at one of the {@link #groupsInHour} places of an hour. */
  int group(int hour, int place) {
    return (int) (((long) hour * GROUPS_APART + place) % groups);
  }

  static int userOf(int group) {
    return group % USERS;
  }

  static int modelOf(int group) {
    return (group % USERS + group / USERS) % MODELS;
  }

  /** One of the {@link #PER_DOCUMENT} calls of a group in an hour; the time orders the numbers. */
  Call call(int hour, int place, int call) {
    long number = ((long) hour * PER_DOCUMENT + call) * groupsInHour + place;
    long bits = mix(number);
    // One of two octaves of a model's own, and one of 1024 places in it.
    long lowest = (200L * (1 + modelOf(group(hour, place)) % 4)) << ((bits >> 10) & 1);
    long latency = lowest + ((lowest * (bits & 1_023)) >> 10);
    return new Call(
        ((bits >> 11) & 31) == 0, 100 + 8 * ((bits >> 16) & 4_095), 10 + latency / 4, latency);
  }

  /** Whether it failed, its tokens, and milliseconds. */
  record Call(boolean failed, long inputTokens, long outputTokens, long latency) {

    long timeToFirstToken() {
      return latency / 2;
    }
  }

  /** 32 bits that look like chance. */
  private static long mix(long number) {
    long bits = ((number ^ (number >> 17)) * 739_982_445) & WORD;
    bits = ((bits ^ (bits >> 12)) * 695_872_825) & WORD;
    return bits ^ (bits >> 15);
  }
}
