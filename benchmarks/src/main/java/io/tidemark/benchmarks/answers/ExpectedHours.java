/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.answers;

import io.tidemark.benchmarks.input.InputSize;
import io.tidemark.testkit.events.CallGroup;
import io.tidemark.testkit.events.GeneratedCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The right answers, summed up while the input is made and by other code than any job's: each call
 * counts once in the hour of its event time.
 */
public final class ExpectedHours implements Expected {

  private static final long HOUR = 3_600_000;

  private final Map<Long, Figures> hours = new HashMap<>();
  private long calls;

  /** Counts a call that is sent for the first time. */
  public void add(GeneratedCall call) {
    long hour = (call.eventTime() - InputSize.START) / HOUR;
    hours
        .computeIfAbsent(hour << 32 | call.group().number(), key -> new Figures(hour, call.group()))
        .add(call);
    calls++;
  }

  /** Calls in all, each once. */
  @Override
  public long counted() {
    return calls;
  }

  /** Calls of the n-th hour, from 0. */
  public long callsOfHour(int hour) {
    return hours.values().stream()
        .filter(figures -> figures.hour == hour)
        .mapToLong(figures -> figures.calls)
        .sum();
  }

  /** Groups that have calls in the n-th hour. */
  public long groupsOfHour(int hour) {
    return hours.values().stream().filter(figures -> figures.hour == hour).count();
  }

  @Override
  public int size() {
    return hours.size();
  }

  /** One {@link HourLine} a group and hour, in no order. */
  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>(hours.size());
    hours.values().forEach(figures -> lines.add(figures.line()));
    return lines;
  }

  private static final class Figures {
    private final long hour;
    private final CallGroup group;
    private final Durations latency = new Durations();
    private final Durations firstToken = new Durations();
    private long calls;
    private long failed;
    private long blocked;
    private long withoutUsage;
    private long fallback;
    private long input = -1;
    private long output = -1;
    private long cacheRead = -1;
    private long reasoning = -1;

    Figures(long hour, CallGroup group) {
      this.hour = hour;
      this.group = group;
    }

    void add(GeneratedCall call) {
      calls++;
      if (call.blocked()) {
        blocked++;
      } else if (call.statusCode() >= 400) {
        failed++;
      }
      if (call.attempts() > 1) {
        fallback++;
      }
      // Tokens are reported together or not at all.
      if (call.inputTokens() < 0) {
        withoutUsage++;
      } else {
        input = Math.max(0, input) + call.inputTokens();
        output = Math.max(0, output) + call.outputTokens();
        cacheRead = Math.max(0, cacheRead) + call.cacheReadTokens();
        reasoning = Math.max(0, reasoning) + call.reasoningTokens();
      }
      latency.add(call.latencyMillis());
      firstToken.add(call.timeToFirstTokenMillis());
    }

    String line() {
      HourLine line = new HourLine();
      line.add(Instant.ofEpochMilli(InputSize.START + hour * HOUR));
      line.add(group.tenant()).add(group.project()).add(group.user()).add("user");
      line.add(group.key()).add(group.model().provider()).add(group.model().source());
      line.add(group.model().name()).add(group.model().endpoint());
      line.add(group.model().operation()).add(group.client());
      line.add(calls).add(calls - failed - blocked).add(failed).add(blocked);
      line.add(withoutUsage).add(fallback);
      line.add(known(input)).add(known(output)).add(input < 0 ? null : input + output);
      line.add(known(cacheRead)).add(null).add(known(reasoning));
      latency.write(line);
      firstToken.write(line);
      return line.toString();
    }

    private static Long known(long sum) {
      return sum < 0 ? null : sum;
    }
  }

  private static final class Durations {
    private long count;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max;

    void add(long millis) {
      if (millis >= 0) {
        count++;
        sum += millis;
        min = Math.min(min, millis);
        max = Math.max(max, millis);
      }
    }

    void write(HourLine line) {
      line.add(count);
      if (count == 0) {
        line.add(null).add(null).add(null);
      } else {
        line.add(sum).add(min).add(max);
      }
    }
  }
}
