/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.hourly.Window;
import io.tidemark.model.parsing.CheckedFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * When a training job ran and how it ended, put together from events in any order. It runs from its
 * start, or without one from its first event, to the next end. An event of another kind after an
 * end begins the next run; a further end without such an event repeats the one before it. An end of
 * an attempt that another one has followed ends nothing.
 *
 * <p>An end that comes late may cut a run in two. That is why the moments of events are kept while
 * their windows take corrections, and thinned out when they are too many.
 */
final class JobTimes {

  private static final long UNKNOWN = CheckedFields.UNKNOWN;

  /**
   * How long before an event the start or end may be that it names. Run time is spread over all
   * windows from the start on, which would be half a million for a start of 0.
   */
  static final long MAX_NAMED_BEFORE = Duration.ofDays(366).toMillis();

  /**
   * Of more ends the later half is kept, and of the earlier ones the time until the next run, as
   * one sum for each window.
   */
  static final int MAX_ENDS = 200;

  private final AttemptTokens attempts;
  private final RunMoments moments = new RunMoments();
  private final NavigableMap<Long, JobEnd> ends = new TreeMap<>();

  /** Time between runs in each window, by ends that are forgotten. */
  private final NavigableMap<Long, Long> pauses = new TreeMap<>();

  /** The last end that is forgotten, or whose window takes no more corrections. */
  private long foldedEnd = UNKNOWN;

  private record Run(long begin, long end) {}

  /**
   * Ends are compared with the attempts that are known when it is asked.
   *
   * @param attempts those that the same events name
   */
  JobTimes(AttemptTokens attempts) {
    this.attempts = attempts;
  }

  /** Whether an event is an end that is known, or from before one that is folded. */
  boolean knowsEnd(TrainingEvent event) {
    if (!event.step.isEnd()) {
      return false;
    }
    long time = endOf(event);
    return time <= foldedEnd || ends.containsKey(time);
  }

  void take(TrainingEvent event, Window window) {
    if (event.step.isEnd()) {
      takeEnd(event);
    } else {
      takeMoment(event);
    }
    if (ends.size() > MAX_ENDS) {
      forgetEnds(window);
    }
    if (moments.isFull()) {
      Set<Long> begins = new HashSet<>();
      listRuns().forEach(run -> begins.add(run.begin));
      moments.thinOut(begins);
    }
  }

  private void takeEnd(TrainingEvent event) {
    long time = endOf(event);
    ends.put(time, new JobEnd(time, event.step, AttemptTokens.attemptOf(event)));
    if (event.startedAt != UNKNOWN) {
      moments.addStart(Math.min(limitTime(event.startedAt, event.eventTime), time));
    }
  }

  private void takeMoment(TrainingEvent event) {
    if (event.startedAt != UNKNOWN) {
      moments.addStart(limitTime(event.startedAt, event.eventTime));
      moments.addReport(event.eventTime);
    } else if (event.step == TrainingStep.STARTED) {
      moments.addStart(event.eventTime);
    } else {
      moments.addReport(event.eventTime);
    }
  }

  private static long endOf(TrainingEvent event) {
    return event.finishedAt == UNKNOWN
        ? event.eventTime
        : limitTime(event.finishedAt, event.eventTime);
  }

  private static long limitTime(long named, long eventTime) {
    return Math.max(eventTime - MAX_NAMED_BEFORE, Math.min(named, eventTime));
  }

  /** How the job ended last, also when it runs again; null when it never did. */
  JobEnd lastEnd() {
    JobEnd last = collectRuns(new ArrayList<>());
    return last == null || last.step() == null ? null : last;
  }

  /**
   * The time that the job ran in each window.
   *
   * @param from windows before this one are left out
   */
  Map<Long, Long> runTimes(Window window, long from) {
    Map<Long, Long> times = new TreeMap<>();
    for (Run run : listRuns()) {
      spread(Math.max(run.begin, from), run.end, window, times);
    }
    pauses.forEach(
        (start, pause) ->
            times.computeIfPresent(start, (at, time) -> time > pause ? time - pause : null));
    return times;
  }

  private static void spread(long from, long until, Window window, Map<Long, Long> times) {
    for (long at = from; at < until; at = window.endOf(at)) {
      times.merge(window.startOf(at), Math.min(window.endOf(at), until) - at, Long::sum);
    }
  }

  private List<Run> listRuns() {
    List<Run> runs = new ArrayList<>();
    collectRuns(runs);
    return runs;
  }

  /** Adds the runs in the order of time, and returns the last end that repeats none. */
  private JobEnd collectRuns(List<Run> runs) {
    JobEnd last = null;
    Long begin = findFirstBegin();
    for (JobEnd end : ends.values()) {
      if (attempts.isOver(end.attempt(), end.time())) {
        continue;
      }
      if (begin != null && begin <= end.time()) {
        runs.add(new Run(begin, end.time()));
        begin = moments.findFirstAfter(end.time(), begin < end.time());
        last = end;
      } else if (last == null || !isRepeated(last, end)) {
        last = end;
      }
    }
    if (begin != null) {
      runs.add(new Run(begin, moments.findLastBefore(Long.MAX_VALUE)));
    }
    return last;
  }

  /** Where the first run begins: a start that is known goes before what was reported earlier. */
  private Long findFirstBegin() {
    Long first = moments.findFirst();
    Long start = moments.findFirstStart();
    if (first == null || start == null) {
      return first;
    }
    Long end = ends.ceilingKey(first);
    return end == null || start < end ? start : first;
  }

  /** An end that differs from a folded one is of a run that nothing else tells of. */
  private boolean isRepeated(JobEnd known, JobEnd next) {
    return known.isOfSameAttempt(next) && (known.time() > foldedEnd || known.step() == next.step());
  }

  /** Keeps how the job stood at {@code time}: windows before it take no more corrections. */
  void foldBefore(long time) {
    moments.foldBefore(time);
    ends.headMap(time).values().removeIf(end -> attempts.isOver(end.attempt(), end.time()));
    Long end = ends.lowerKey(time);
    if (end != null) {
      ends.headMap(end).clear();
      foldedEnd = Math.max(foldedEnd, end);
    }
    pauses.headMap(time).clear();
  }

  /** Forgets ends that end no run, then the earliest ones. */
  private void forgetEnds(Window window) {
    List<Run> runs = new ArrayList<>();
    JobEnd last = collectRuns(runs);
    Set<Long> kept = new HashSet<>();
    runs.forEach(run -> kept.add(run.end));
    if (last != null) {
      kept.add(last.time());
    }
    ends.keySet().retainAll(kept);
    while (ends.size() > MAX_ENDS / 2) {
      forgetFirstEnd(window);
    }
  }

  private void forgetFirstEnd(Window window) {
    long end = ends.firstKey();
    long nextEnd = ends.higherKey(end);
    Long begin = findFirstBegin();
    if (begin != null && begin <= end) {
      Long next = moments.findFirstAfter(end, begin < end);
      spread(end, next == null ? nextEnd : Math.min(next, nextEnd), window, pauses);
      moments.addStart(begin);
    }
    ends.remove(end);
    foldedEnd = Math.max(foldedEnd, end);
  }

  void writeTo(DataOutput out) throws IOException {
    moments.writeTo(out);
    out.writeInt(ends.size());
    for (JobEnd end : ends.values()) {
      end.writeTo(out);
    }
    out.writeInt(pauses.size());
    for (Map.Entry<Long, Long> pause : pauses.entrySet()) {
      out.writeLong(pause.getKey());
      out.writeLong(pause.getValue());
    }
    out.writeLong(foldedEnd);
  }

  void readFrom(DataInput in) throws IOException {
    clear();
    moments.readFrom(in);
    for (int i = in.readInt(); i > 0; i--) {
      JobEnd end = JobEnd.readFrom(in, true);
      ends.put(end.time(), end);
    }
    for (int i = in.readInt(); i > 0; i--) {
      pauses.put(in.readLong(), in.readLong());
    }
    foldedEnd = in.readLong();
  }

  /**
   * Reads the one start and the one end that earlier builds kept, of which the end was without a
   * step when it was folded.
   *
   * @param first the time of the first event
   * @param last the time of the last event
   */
  void readEarlier(DataInput in, boolean hasAttempts, long first, long last) throws IOException {
    clear();
    long start = in.readLong();
    JobEnd end = JobEnd.readFrom(in, hasAttempts);
    if (end.time() != UNKNOWN) {
      ends.put(end.time(), end);
    }
    if (end.step() != null) {
      moments.addStart(Math.min(start == UNKNOWN ? first : start, end.time()));
      return;
    }
    foldedEnd = end.time();
    if (start != UNKNOWN) {
      moments.addStart(start);
      moments.addReport(last);
    } else if (foldedEnd == UNKNOWN) {
      moments.addReport(first);
      moments.addReport(last);
    }
  }

  private void clear() {
    moments.clear();
    ends.clear();
    pauses.clear();
    foldedEnd = UNKNOWN;
  }
}
