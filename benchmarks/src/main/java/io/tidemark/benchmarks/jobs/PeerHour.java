/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.answers.HourLine;
import java.time.Instant;

/** An hourly figure as plain object, for peers; -1 is unknown. */
public class PeerHour {

  public long calls;
  public long failed;
  public long blocked;
  public long withoutUsage;
  public long fallback;
  public long inputTokens = -1;
  public long outputTokens = -1;
  public long totalTokens = -1;
  public long cacheReadTokens = -1;
  public long cacheWriteTokens = -1;
  public long reasoningTokens = -1;
  public long latencyCount;
  public long latencySum;
  public long latencyMin = Long.MAX_VALUE;
  public long latencyMax;
  public long firstTokenCount;
  public long firstTokenSum;
  public long firstTokenMin = Long.MAX_VALUE;
  public long firstTokenMax;

  public PeerHour() {}

  PeerHour add(PeerCall call) {
    calls++;
    boolean fails = call.errorType != null || (call.statusCode != null && call.statusCode >= 400);
    if (Boolean.TRUE.equals(call.blocked)) {
      blocked++;
    } else if (fails) {
      failed++;
    }
    if (call.attempts != null && call.attempts > 1) {
      fallback++;
    }
    addTokens(call);
    if (call.latencyMs != null) {
      latencyCount++;
      latencySum += call.latencyMs;
      latencyMin = Math.min(latencyMin, call.latencyMs);
      latencyMax = Math.max(latencyMax, call.latencyMs);
    }
    if (call.timeToFirstTokenMs != null) {
      firstTokenCount++;
      firstTokenSum += call.timeToFirstTokenMs;
      firstTokenMin = Math.min(firstTokenMin, call.timeToFirstTokenMs);
      firstTokenMax = Math.max(firstTokenMax, call.timeToFirstTokenMs);
    }
    return this;
  }

  private void addTokens(PeerCall call) {
    Long total = call.totalTokens;
    if (call.inputTokens != null || call.outputTokens != null) {
      total = plus(0, call.inputTokens) + plus(0, call.outputTokens);
    }
    if (total == null) {
      withoutUsage++;
    }
    inputTokens = plus(inputTokens, call.inputTokens);
    outputTokens = plus(outputTokens, call.outputTokens);
    totalTokens = plus(totalTokens, total);
    cacheReadTokens = plus(cacheReadTokens, call.cacheReadTokens);
    cacheWriteTokens = plus(cacheWriteTokens, call.cacheWriteTokens);
    reasoningTokens = plus(reasoningTokens, call.reasoningTokens);
  }

  private static long plus(long sum, Long more) {
    return more == null ? sum : Math.max(0, sum) + more;
  }

  /** As an {@link HourLine}. */
  String line(long hour, String dimensions) {
    HourLine line = new HourLine();
    line.add(Instant.ofEpochMilli(hour)).add(dimensions);
    line.add(calls).add(calls - failed - blocked).add(failed).add(blocked);
    line.add(withoutUsage).add(fallback);
    line.add(known(inputTokens)).add(known(outputTokens)).add(known(totalTokens));
    line.add(known(cacheReadTokens)).add(known(cacheWriteTokens)).add(known(reasoningTokens));
    boolean latency = latencyCount > 0;
    line.add(latencyCount).add(latency ? latencySum : null);
    line.add(latency ? latencyMin : null).add(latency ? latencyMax : null);
    boolean firstToken = firstTokenCount > 0;
    line.add(firstTokenCount).add(firstToken ? firstTokenSum : null);
    line.add(firstToken ? firstTokenMin : null).add(firstToken ? firstTokenMax : null);
    return line.toString();
  }

  private static Long known(long sum) {
    return sum < 0 ? null : sum;
  }
}
