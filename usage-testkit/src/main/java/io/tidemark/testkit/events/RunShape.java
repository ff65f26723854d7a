/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import java.util.List;
import java.util.Locale;

/**
 * Shape of generated ComfyUI runs.
 *
 * @param people who start runs, by a number from 0
 * @param longRuns share of runs that take one to five hours
 * @param failed of 25 runs
 * @param cancelled of 25 runs
 * @param failure JSON fields of the end of a failed run
 * @param incompleteOneIn one of the three steps is missing in two runs of this many for each step;
 *     0 for complete runs
 * @param duplicates share of steps that are sent twice
 * @param maxDelay milliseconds by which a step is sent too late, at most
 */
public record RunShape(
    People people,
    double longRuns,
    int failed,
    int cancelled,
    String failure,
    int incompleteOneIn,
    double duplicates,
    int maxDelay) {

  /** Users, keys and workflows. */
  interface People {
    int count();

    RunCaller caller(int person, long run);
  }

  /** Tenants of {@link #platform()}. */
  public static final int PLATFORM_TENANTS = 20;

  private static final int PLATFORM_USERS = 2_000;
  private static final int WORKFLOWS = 12;

  /** Runs of a large platform: most take a minute, some hours, and every step arrives. */
  public static RunShape platform() {
    return new RunShape(
        new People() {
          @Override
          public int count() {
            return PLATFORM_USERS;
          }

          @Override
          public RunCaller caller(int person, long run) {
            return createPlatformCaller(person, run);
          }
        },
        0.002,
        1,
        0,
        "\"error_type\":\"OutOfMemoryError\"",
        0,
        EventVolume.DUPLICATES,
        EventVolume.MAX_DELAY);
  }

  private static RunCaller createPlatformCaller(int user, long run) {
    int tenant = user % PLATFORM_TENANTS;
    long mixed = mix(run);
    long key = mixed >>> 63;
    // A key calls one or two workflows.
    int workflow = (int) ((user + 5 * key + ((mixed >>> 62) & user & 1)) % WORKFLOWS);
    return new RunCaller(
        text("tenant-%02d", tenant),
        text("user-%04d", user),
        text("key-%04d-%d", user, key),
        text("workflow-%02d-%02d", tenant, workflow),
        "Portraits in style " + workflow,
        user % 7 == 0 ? "web" : "api");
  }

  /**
   * Runs of three users in each tenant. Steps are missing, come twice and out of order; one run in
   * twenty continues over several hours.
   */
  public static RunShape rough(List<String> tenants) {
    return new RunShape(
        new People() {
          @Override
          public int count() {
            return tenants.size() * FewCallers.USERS;
          }

          @Override
          public RunCaller caller(int person, long run) {
            int user = person / tenants.size();
            long workflow = Math.floorMod(mix(run), 3L);
            return new RunCaller(
                tenants.get(person % tenants.size()),
                "user-" + user,
                "key-" + user,
                "flow-" + workflow,
                "Flow " + workflow,
                run % 2 == 0 ? "api" : "web");
          }
        },
        0.05,
        5,
        5,
        "\"error_type\":\"node_error\",\"error_message\":\"out of memory\",\"node_id\":\"7\"",
        30,
        0.07,
        2 * EventVolume.MAX_DELAY);
  }

  /** Spreads run numbers over all numbers, so that ids look random. */
  static long mix(long run) {
    return run * 0x9E3779B97F4A7C15L;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
