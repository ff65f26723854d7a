/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.parsing.CheckedFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * When the attempts of a training job ran, so that the time between two of them is no run time. It
 * is known while every event names its attempt: one that names none may be of any.
 *
 * <p>An attempt runs from its start, or its first event without one, to its end, or its last event
 * while none is known. That holds for events in any order.
 */
final class AttemptRuns {

  /** Events may name any number of attempts: state and work of a job must not grow with them. */
  static final int MAX_RUNS = 100;

  /** The name of the runs that are not distinguished any more. */
  private static final String EARLIER = "earlier";

  private final Map<String, Run> runs = new TreeMap<>();
  private boolean areKnown = true;

  /** The latest end of the forgotten attempts: a start up to it led to them. */
  private long forgottenEnd = CheckedFields.UNKNOWN;

  private record Run(long startedAt, long first, long last, long finishedAt) {

    private static final long UNKNOWN = CheckedFields.UNKNOWN;

    static Run of(TrainingEvent event, long forgottenEnd) {
      long started = JobTimes.readNamed(event.startedAt, event.eventTime);
      if (started == UNKNOWN && event.step == TrainingStep.STARTED) {
        started = event.eventTime;
      }
      if (started <= forgottenEnd) {
        started = UNKNOWN;
      }
      long finished = event.step.isEnd() ? JobTimes.finishOf(event) : UNKNOWN;
      return new Run(started, event.eventTime, event.eventTime, finished);
    }

    /** If both have an end, the one that was taken first counts. */
    Run with(Run later) {
      long started =
          startedAt == UNKNOWN || later.startedAt == UNKNOWN
              ? Math.max(startedAt, later.startedAt)
              : Math.min(startedAt, later.startedAt);
      return new Run(
          started,
          Math.min(first, later.first),
          Math.max(last, later.last),
          finishedAt == UNKNOWN ? later.finishedAt : finishedAt);
    }

    /** One run over the time of two. */
    Run join(Run other) {
      long begin = Math.min(begin(), other.begin());
      long end = Math.max(end(), other.end());
      return new Run(begin, begin, end, end);
    }

    long begin() {
      return startedAt == UNKNOWN ? first : startedAt;
    }

    long end() {
      return finishedAt == UNKNOWN ? last : finishedAt;
    }

    boolean isOverBefore(long time) {
      return finishedAt != UNKNOWN && finishedAt < time && last < time;
    }
  }

  /** Whether all events have named their attempts. */
  boolean areKnown() {
    return areKnown;
  }

  /** Notes that an event may have named no attempt. */
  void setUnknown() {
    areKnown = false;
    runs.clear();
  }

  void take(TrainingEvent event) {
    String attempt = AttemptTokens.attemptOf(event);
    if (attempt == null) {
      setUnknown();
    }
    if (areKnown) {
      runs.merge(attempt, Run.of(event, forgottenEnd), Run::with);
      foldEarliest();
    }
  }

  /** Time between the earliest runs counts when they are too many. */
  private void foldEarliest() {
    if (runs.size() <= MAX_RUNS) {
      return;
    }
    List<String> earliest =
        runs.keySet().stream()
            .sorted(Comparator.comparingLong(attempt -> runs.get(attempt).begin()))
            .limit(2)
            .toList();
    Run both = runs.remove(earliest.get(0)).join(runs.remove(earliest.get(1)));
    runs.merge(EARLIER, both, Run::join);
  }

  /** The times in which an attempt ran, in their order and apart from each other. */
  NavigableMap<Long, Long> list() {
    NavigableMap<Long, Long> merged = new TreeMap<>();
    runs.values().stream()
        .sorted(Comparator.comparingLong(Run::begin))
        .forEach(
            run -> {
              Map.Entry<Long, Long> before = merged.lastEntry();
              boolean isApart = before == null || before.getValue() < run.begin();
              long begin = isApart ? run.begin() : before.getKey();
              merged.merge(begin, run.end(), Math::max);
            });
    return merged;
  }

  /** Forgets attempts that were over before {@code time}; no event of them may come. */
  void forgetBefore(long time) {
    for (Run run : runs.values()) {
      forgottenEnd = run.isOverBefore(time) ? Math.max(forgottenEnd, run.end()) : forgottenEnd;
    }
    runs.values().removeIf(run -> run.isOverBefore(time));
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(areKnown);
    out.writeLong(forgottenEnd);
    out.writeInt(runs.size());
    for (Map.Entry<String, Run> attempt : runs.entrySet()) {
      Run run = attempt.getValue();
      out.writeUTF(attempt.getKey());
      out.writeLong(run.startedAt);
      out.writeLong(run.first);
      out.writeLong(run.last);
      out.writeLong(run.finishedAt);
    }
  }

  void readFrom(DataInput in) throws IOException {
    areKnown = in.readBoolean();
    forgottenEnd = in.readLong();
    runs.clear();
    for (int i = in.readInt(); i > 0; i--) {
      String attempt = in.readUTF();
      runs.put(attempt, new Run(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
    }
  }
}
