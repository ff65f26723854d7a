/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.window.ClosedWindows;
import io.tidemark.job.window.PublicationSchedule;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.model.comfyui.LevelChanges;
import io.tidemark.model.comfyui.LevelSweep;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.HourText;
import io.tidemark.model.hourly.HourlyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.json.JsonWriter;
import java.time.Duration;
import java.util.SortedSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.Collector;

/**
 * Follows how many runs of one value are going at once and publishes each window: provisional while
 * it runs, measured as far as is known; final when the watermark passes its end; corrected when a
 * late change moves its level, which one in an earlier window may do too.
 *
 * <p>The level at the start of a window is that at the end of the one before, so a run over many
 * windows costs two changes. The version of a window grows with the changes up to its end.
 * Provisional documents of the same changes may replace each other: they differ only in how much is
 * measured, and the final ones are above them.
 */
public final class ConcurrencyPublisher
    extends KeyedProcessFunction<String, LevelPart, DocumentWrite> implements CheckpointedFunction {

  private final WindowOptions options;
  private final long windowMillis;
  private final long rememberMillis;

  /**
   * A rebuild reads later changes before event time gets to them. The running job forgets a value
   * that is quiet for long, and counts its changes from 0 again: so must a rebuild, or its versions
   * would be above those of corrections that come after it. Only without checkpoints: after a
   * restart, a document with a higher version may be there.
   */
  private transient boolean readsAhead;

  private transient ClosedWindows closed;

  /** Null before the first element or timer. */
  private transient TimerService eventTime;

  private transient ValueState<LevelHistory> histories;
  private transient MapState<Long, LevelChanges> changesOf;
  private transient UsersOfWindows users;
  private transient JsonWriter json;
  private transient PublicationSchedule provisional;
  private transient PublicationSchedule corrections;
  private transient Counter provisionalPublished;
  private transient Counter finalPublished;
  private transient Counter correctionsPublished;

  /**
   * @param remember how long a tenant's last activity is known, so that the hours between it and
   *     the next one are published as 0
   */
  public ConcurrencyPublisher(WindowOptions options, Duration remember) {
    this.options = options;
    windowMillis = options.windowMillis();
    rememberMillis = remember.toMillis();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    closed = new ClosedWindows(options.lateness());
    closed.restore(context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    closed.snapshot(eventTime == null ? Long.MIN_VALUE : eventTime.currentWatermark());
  }

  @Override
  public void open(OpenContext context) {
    readsAhead = !((StreamingRuntimeContext) getRuntimeContext()).isCheckpointingEnabled();
    histories =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("levels", LevelHistoryCodec.SERIALIZER));
    changesOf =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "changes", LongSerializer.INSTANCE, LevelChangesCodec.SERIALIZER));
    users = new UsersOfWindows(getRuntimeContext(), windowMillis);
    json = new JsonWriter();
    double share =
        options.budget() / getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    if (!options.provisionalEvery().isZero()) {
      provisional = new PublicationSchedule(options.provisionalEvery().toMillis(), share);
    }
    corrections = new PublicationSchedule(options.correctionsEvery().toMillis(), share);
    var metrics = getRuntimeContext().getMetricGroup();
    provisionalPublished = metrics.counter("documentsProvisional");
    finalPublished = metrics.counter("documentsFinal");
    correctionsPublished = metrics.counter("documentsCorrected");
  }

  @Override
  public void processElement(LevelPart part, Context context, Collector<DocumentWrite> out)
      throws Exception {
    TimerService timers = context.timerService();
    eventTime = timers;
    long watermark = timers.currentWatermark();
    long start = Math.max(part.windowStart, closed.firstOpen(options.window(), watermark));
    LevelHistory history = histories.value();
    if (history == null) {
      history = new LevelHistory(part.dimensions, start);
    }
    cover(history, start, timers);
    LevelHistory.Window window = history.windows.get(history.indexOf(start, windowMillis));
    LevelChanges changes = changesOf.get(start);
    changes = changes == null ? new LevelChanges() : changes;
    long net = part.changes.net();
    boolean isOpen = start == part.windowStart;
    if (isOpen) {
      changes.add(part.changes);
      history.lastChange = Math.max(history.lastChange, start + changes.last());
    } else if (net != 0) {
      // A closed window takes no correction, but those that follow must have the right level.
      changes.add(0, (int) net);
    }
    // State holds sorted changes only: a checkpoint that is written meanwhile would sort them while
    // the task copies them.
    changes.compact();
    changesOf.put(start, changes);
    users.add(part, start);
    window.net += net;
    window.events += part.events;
    // A closed window keeps the runs that were given up in it.
    window.unknownEnd += isOpen ? part.unknownEnd : Math.max(0, part.unknownEnd);
    boolean late = watermark >= lastMoment(start);
    if (late) {
      window.lateEvents += part.events;
    }
    keepUp(history, watermark, timers);
    boolean mayBePublished = watermark != Long.MIN_VALUE || provisional != null;
    if (!readsAhead || mayBePublished) {
      history.noteWhatRuns();
    }
    PublicationSchedule schedule = late ? corrections : provisional;
    schedule(schedule, history, timers);
    histories.update(history);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<DocumentWrite> out)
      throws Exception {
    LevelHistory history = histories.value();
    if (history == null) {
      return;
    }
    TimerService timers = context.timerService();
    eventTime = timers;
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      history.dueAt = 0;
      publishNews(history, timers, out);
      if (history.levelAfter() > 0) {
        schedule(provisional, history, timers);
      }
    } else {
      endWindow(history, time, timers, out);
      closeWindows(history, time, timers, out);
    }
    if (history.windows.isEmpty() && time >= dueAt(history)) {
      forget(history, timers);
    } else {
      histories.update(history);
    }
  }

  /** Adds windows until there is one that starts at {@code start}, and none is missing between. */
  private void cover(LevelHistory history, long start, TimerService timers) {
    if (history.windows.isEmpty() && (!history.isTenant() || history.from > start)) {
      history.from = start;
    }
    while (history.from > start) {
      history.from -= windowMillis;
      history.windows.add(0, newWindow(history.from, timers));
    }
    while (history.end(windowMillis) <= start) {
      history.windows.add(newWindow(history.end(windowMillis), timers));
    }
  }

  /** Adds windows as event time continues while something runs; the end of the input adds none. */
  private void keepUp(LevelHistory history, long reached, TimerService timers) {
    if (timers.currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    while (history.levelAfter() > 0 && history.end(windowMillis) <= reached) {
      history.windows.add(newWindow(history.end(windowMillis), timers));
    }
  }

  private LevelHistory.Window newWindow(long start, TimerService timers) {
    timers.registerEventTimeTimer(lastMoment(start));
    timers.registerEventTimeTimer(options.closedAt(start));
    return new LevelHistory.Window();
  }

  private void endWindow(
      LevelHistory history, long time, TimerService timers, Collector<DocumentWrite> out)
      throws Exception {
    long start = time + 1 - windowMillis;
    int index = history.indexOf(start, windowMillis);
    if (Math.floorMod(time + 1, windowMillis) != 0 || index < 0) {
      return;
    }
    if (index < history.windows.size() && !history.windows.get(index).isFinal) {
      publishEnded(history, index, timers, out);
    }
    keepUp(history, time + 1, timers);
    history.noteWhatRuns();
    if (history.levelAfter() > 0) {
      schedule(provisional, history, timers);
    }
  }

  /**
   * Takes windows out of what can be corrected, after their last correction. Timers that another
   * lateness or retention set before a restart come too late or too early.
   */
  private void closeWindows(
      LevelHistory history, long time, TimerService timers, Collector<DocumentWrite> out)
      throws Exception {
    while (!history.windows.isEmpty() && options.closedAt(history.from) <= time) {
      closeFirstWindow(history, time, timers, out);
    }
    long due = dueAt(history);
    if (due > time) {
      timers.registerEventTimeTimer(due);
    }
  }

  private void closeFirstWindow(
      LevelHistory history, long time, TimerService timers, Collector<DocumentWrite> out)
      throws Exception {
    publishEnded(history, 0, timers, out);
    changesOf.remove(history.from);
    users.close(history.from);
    history.removeFirst(windowMillis);
    if (readsAhead
        && !history.isTenant()
        && history.wasQuiet(history.indexOf(time, windowMillis))) {
      history.eventsBefore = 0;
    }
  }

  /** When its first window is closed; without windows, when the value is forgotten. */
  private long dueAt(LevelHistory history) {
    if (!history.windows.isEmpty()) {
      return options.closedAt(history.from);
    }
    return history.isTenant() ? history.from + rememberMillis : Long.MIN_VALUE;
  }

  private void publishNews(LevelHistory history, TimerService timers, Collector<DocumentWrite> out)
      throws Exception {
    long watermark = timers.currentWatermark();
    for (int index = 0; index < history.windows.size(); index++) {
      long start = history.from + index * windowMillis;
      // After a restart the clock may come before event time is known again: what was final is.
      if (history.windows.get(index).isFinal || watermark >= lastMoment(start)) {
        publishEnded(history, index, timers, out);
        continue;
      }
      if (watermark == Long.MIN_VALUE && !history.hasNews(index)) {
        // It would say less than before: how far event time was is not known yet.
        continue;
      }
      long last = Math.max(watermark, history.lastChange);
      long measured = Math.min(windowMillis, last + 1 - start);
      if (measured > 0) {
        provisionalPublished.inc();
        publish(history, index, measured, timers, out);
      }
    }
  }

  /** Publishes a window that is over, if there is anything new to say of it. */
  private void publishEnded(
      LevelHistory history, int index, TimerService timers, Collector<DocumentWrite> out)
      throws Exception {
    LevelHistory.Window window = history.windows.get(index);
    long level = history.levelBefore(index);
    boolean idle = window.events == 0 && level == 0 && !window.ran;
    if ((window.isFinal && !history.hasNews(index))
        || (idle && !history.isTenant() && !window.isFinal)) {
      return;
    }
    if (window.isFinal) {
      window.revision++;
      correctionsPublished.inc();
    } else {
      window.isFinal = true;
      finalPublished.inc();
    }
    publish(history, index, windowMillis, timers, out);
  }

  private void publish(
      LevelHistory history,
      int index,
      long measured,
      TimerService timers,
      Collector<DocumentWrite> out)
      throws Exception {
    LevelHistory.Window window = history.windows.get(index);
    long start = history.from + index * windowMillis;
    Publication publication =
        new Publication(
            start,
            options.window().minutes(),
            window.isFinal,
            window.revision,
            window.lateEvents,
            timers.currentProcessingTime());
    byte[] source = writeSource(history, index, measured, publication);
    long through = history.eventsThrough(index);
    window.publishedThrough = through;
    out.collect(
        new DocumentWrite(
            HourlyFamily.COMFYUI_CONCURRENCY.index().indexAt(start),
            DimensionKey.documentId(start, history.dimensions),
            HourlyDocument.version(through, window.isFinal),
            source));
  }

  private byte[] writeSource(
      LevelHistory history, int index, long measured, Publication publication) throws Exception {
    LevelHistory.Window window = history.windows.get(index);
    long start = history.from + index * windowMillis;
    long level = history.levelBefore(index);
    LevelChanges changes = changesOf.get(start);
    LevelSweep sweep =
        LevelSweep.of(level, changes == null ? new LevelChanges() : changes, measured);
    SortedSet<String> going =
        history.dimension().namesUsers() ? users.going(history, index, level) : null;
    return HourlyDocument.writeWith(
        HourlyFamily.COMFYUI_CONCURRENCY,
        history.dimensions,
        target -> {
          sweep.writeFields(target);
          UsersOfWindows.write(going, target);
          // Below 0 only when the start of a run was closed before its late end was read.
          target.field("unknown_end", Math.max(0, window.unknownEnd));
          if (!window.isFinal) {
            target.field("open_runs", sweep.lastLevel());
            target.field("measured_until", HourText.rfc3339(start + measured));
          }
        },
        publication,
        json);
  }

  private void schedule(PublicationSchedule schedule, LevelHistory history, TimerService timers) {
    if (schedule != null) {
      history.dueAt = schedule.scheduleTurn(history.dueAt, timers);
    }
  }

  private void forget(LevelHistory history, TimerService timers) {
    if (history.dueAt != 0) {
      timers.deleteProcessingTimeTimer(history.dueAt);
    }
    histories.clear();
    changesOf.clear();
    users.clear();
  }

  private long lastMoment(long start) {
    return start + windowMillis - 1;
  }
}
