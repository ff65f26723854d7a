/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.parsing.CheckedFields;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All that is known of one training job, put together from events in any order. Of texts the
 * earliest event that has one counts; of two different ends the first that arrives.
 */
public final class TrainingJob {

  private static final long UNKNOWN = CheckedFields.UNKNOWN;
  private static final int TEXTS = 5;

  /** Texts that builds knew before there were projects. */
  private static final int FIRST_TEXTS = 4;

  /** A job may have any number of events: its state must not grow with them. */
  static final int MAX_SEEN = 10_000;

  private static final int FIRST_DIMENSIONS = WorkloadSchemas.TRAINING.countFirstDimensions();

  private final String[] texts = new String[TEXTS];
  private final long[] textTimes = new long[TEXTS];
  private final AttemptTokens tokens = new AttemptTokens();
  private final JobTimes times = new JobTimes();
  private final AttemptRuns runs = new AttemptRuns();
  private final NavigableMap<Long, Integer> eventsIn = new TreeMap<>();

  /**
   * The hash of each event, with its time. Of more than {@value #MAX_SEEN} the later ones are
   * known: an event that comes again after it was forgotten raises versions, and adds nothing.
   */
  private final Map<Long, Long> seen = new TreeMap<>();

  private long firstEventTime = Long.MAX_VALUE;
  private long lastEventTime = Long.MIN_VALUE;

  /**
   * Takes an event.
   *
   * @return false when it was known, or ends a job or an attempt that has ended
   */
  public boolean take(TrainingEvent event, Window window) {
    if (times.isSecondEnd(event) || seen.putIfAbsent(hash(event), event.eventTime) != null) {
      return false;
    }
    forgetEarlierEvents();
    long at = window.startOf(event.eventTime);
    eventsIn.merge(at, 1, Integer::sum);
    firstEventTime = Math.min(firstEventTime, event.eventTime);
    lastEventTime = Math.max(lastEventTime, event.eventTime);
    text(0, event.tenantId, event.eventTime);
    text(1, event.userId, event.eventTime);
    text(2, event.baseModel, event.eventTime);
    text(3, event.method, event.eventTime);
    text(4, event.projectId, event.eventTime);
    tokens.take(event, window);
    times.take(event);
    runs.take(event);
    return true;
  }

  /** Forgets half of the events at once, because each time all of them are looked at. */
  private void forgetEarlierEvents() {
    if (seen.size() <= MAX_SEEN) {
      return;
    }
    long[] times = seen.values().stream().mapToLong(Long::longValue).sorted().toArray();
    long middle = times[times.length / 2];
    seen.values().removeIf(eventTime -> eventTime <= middle);
  }

  /** The group that the job counts in. */
  public byte[] group() {
    return DimensionKey.ofGroup(FIRST_DIMENSIONS, texts);
  }

  /**
   * The contributions of the job to each window: itself where it was first heard of, its end where
   * it ended, what the tokens grew by, and its run time where it ran.
   *
   * @param from windows before this one are left out
   */
  public Map<Long, Aggregate> shares(Window window, long from) {
    Map<Long, Aggregate> shares = new TreeMap<>();
    TrainingAggregation.addJob(share(shares, window.startOf(firstEventTime)));
    tokens
        .increments(window)
        .forEach(
            (start, increment) -> TrainingAggregation.addTokens(increment, share(shares, start)));
    if (times.end() != null) {
      TrainingAggregation.addEnd(times.end(), share(shares, window.startOf(times.finishedAt())));
    }
    spreadRunTime(shares, window, from);
    shares.keySet().removeIf(start -> start < from);
    shares.forEach((start, share) -> share.addEvents(countChanges(start, window)));
    return shares;
  }

  /** Forgets what events before {@code time} said; such may not come any more. */
  public void forgetEventsBefore(long time, Window window) {
    tokens.settleBefore(time, window);
    seen.values().removeIf(eventTime -> eventTime < time);
  }

  /** Keeps the sums of windows before {@code time} alone. Shares from then on stay the same. */
  public void foldWindowsBefore(long time) {
    tokens.foldBefore(time);
    runs.forgetBefore(time);
    if (lastEventTime < time) {
      times.foldEnd();
    }
    NavigableMap<Long, Integer> earlier = eventsIn.headMap(time, false);
    if (earlier.size() > 1) {
      long last = earlier.lastKey();
      int events = earlier.values().stream().mapToInt(Integer::intValue).sum();
      earlier.clear();
      eventsIn.put(last, events);
    }
  }

  /** Whether single events are known, to tell which come again. */
  public boolean knowsEvents() {
    return !seen.isEmpty();
  }

  public long lastEventTime() {
    return lastEventTime;
  }

  /** Writes everything that {@link #readFrom} needs. */
  public void writeTo(DataOutput out) throws IOException {
    for (int i = 0; i < TEXTS; i++) {
      out.writeBoolean(texts[i] != null);
      if (texts[i] != null) {
        out.writeUTF(texts[i]);
        out.writeLong(textTimes[i]);
      }
    }
    tokens.writeTo(out);
    out.writeInt(eventsIn.size());
    for (Map.Entry<Long, Integer> window : eventsIn.entrySet()) {
      out.writeLong(window.getKey());
      out.writeInt(window.getValue());
    }
    out.writeInt(seen.size());
    for (Map.Entry<Long, Long> event : seen.entrySet()) {
      out.writeLong(event.getKey());
      out.writeLong(event.getValue());
    }
    out.writeLong(firstEventTime);
    out.writeLong(lastEventTime);
    times.writeTo(out);
    runs.writeTo(out);
  }

  /**
   * Replaces everything by what {@link #writeTo} wrote.
   *
   * @param hasAttempts whether the build that wrote it distinguished attempts
   * @param hasProject whether it knew projects
   * @param hasRuns whether it knew when attempts ran
   */
  public void readFrom(DataInput in, boolean hasAttempts, boolean hasProject, boolean hasRuns)
      throws IOException {
    Arrays.fill(texts, null);
    for (int i = 0; i < (hasProject ? TEXTS : FIRST_TEXTS); i++) {
      boolean known = in.readBoolean();
      texts[i] = known ? in.readUTF() : null;
      textTimes[i] = known ? in.readLong() : 0;
    }
    if (hasAttempts) {
      tokens.readFrom(in);
    } else {
      tokens.readCounter(in);
    }
    eventsIn.clear();
    for (int i = in.readInt(); i > 0; i--) {
      eventsIn.put(in.readLong(), in.readInt());
    }
    seen.clear();
    for (int i = in.readInt(); i > 0; i--) {
      seen.put(in.readLong(), in.readLong());
    }
    firstEventTime = in.readLong();
    lastEventTime = in.readLong();
    times.readFrom(in, hasAttempts);
    if (hasRuns) {
      runs.readFrom(in);
    } else {
      runs.setUnknown();
    }
  }

  private void spreadRunTime(Map<Long, Aggregate> shares, Window window, long from) {
    if (runs.areKnown()) {
      runs.list().forEach((begin, end) -> spread(begin, end, shares, window, from));
      return;
    }
    long until = times.end() == null ? lastEventTime : times.finishedAt();
    spread(times.startedAt(firstEventTime), until, shares, window, from);
  }

  private static void spread(
      long begin, long end, Map<Long, Aggregate> shares, Window window, long from) {
    long at = Math.max(begin, from);
    while (at < end) {
      long windowEnd = Math.min(window.endOf(at), end);
      TrainingAggregation.addRunTime(windowEnd - at, share(shares, window.startOf(at)));
      at = windowEnd;
    }
  }

  /**
   * The events up to the end of a window, and one for those after it, which may change its run time
   * and tokens once more: the version of a window must rise with its content in any order.
   */
  private long countChanges(long start, Window window) {
    long count = lastEventTime >= window.endOf(start) ? 1 : 0;
    for (Map.Entry<Long, Integer> events : eventsIn.entrySet()) {
      count += events.getKey() <= start ? events.getValue() : 0;
    }
    return count;
  }

  private void text(int index, String value, long time) {
    if (value != null && (texts[index] == null || time < textTimes[index])) {
      texts[index] = value;
      textTimes[index] = time;
    }
  }

  private static Aggregate share(Map<Long, Aggregate> shares, long start) {
    return shares.computeIfAbsent(start, at -> TrainingAggregation.createShare());
  }

  private static long hash(TrainingEvent event) {
    long mix = event.eventTime * 31 + event.step.code();
    mix = (mix ^ event.trainedTokens) * 0x9E3779B97F4A7C15L;
    if (event.attempt != UNKNOWN) {
      mix = (mix ^ event.attempt) * 0x9E3779B97F4A7C15L;
    }
    return mix ^ (mix >>> 32);
  }
}
